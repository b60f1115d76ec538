#!/bin/sh
echo {{queue}}
echo {{zone}} // error: [missing-placeholder] "nothing is given"
