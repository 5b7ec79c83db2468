#!/bin/bash
# agent.sh FOLDER CHECKOUT: the job of a machine whose tests run outside. FOLDER is that of the run, on the host; here it gets
# the same path. Runs each FOLDER/calls/N/call with its output beside it, ends those that have a file `stop`, until
# FOLDER/over.
folder=$1
checkout=$2

# Programs write into /tmp; what lies there on the host and is needed is put back.
mkdir -p /run/host-tmp
mount --bind /tmp /run/host-tmp
mount -t tmpfs -o mode=1777 tmp /tmp
if [ "${checkout#/tmp/}" != "$checkout" ]; then
  mkdir -p "$checkout"
  mount --bind "/run/host-tmp/${checkout#/tmp/}" "$checkout"
fi
mkdir -p "$folder"
mount --bind /run/job "$folder"
mkdir -p "$folder/calls"

run() {
  setsid bash "$1/call" > "$1/out" 2> "$1/err" < /dev/null &
  echo $! > "$1/pid"
  wait $!
  echo $? > "$1/status.part"
  mv "$1/status.part" "$1/status"
}

end() {
  local group
  group=$(cat "$1/pid")
  kill -TERM -- "-$group"
  sleep 5
  kill -KILL -- "-$group"
}

: > "$folder/ready"
while [ ! -e "$folder/over" ]; do
  for call in "$folder"/calls/*/call; do
    one=${call%/call}
    if [ -e "$call" ] && [ ! -e "$one/taken" ]; then
      : > "$one/taken"
      run "$one" &
    elif [ -e "$one/stop" ] && [ -e "$one/pid" ] && [ ! -e "$one/stopping" ]; then
      : > "$one/stopping"
      end "$one" 2> /dev/null &
    fi
  done 2> /dev/null
  sleep 0.1
done
