#!/bin/sh
# ${HOME} is the shell's
export QUEUE={{queue}}
export COUNT={{ count }} REGION={{region}}
echo ${QUEUE}
