#!/bin/sh
echo {{queue}}
echo {{zone}} // error: [missing-placeholder] "`{{zone}}`"
