#!/bin/sh
# Holds a running service to its own /openapi.json with schemathesis: made-up requests, right and wrong, and what each gets.
#
#   crates/service/tests/schemathesis/run.sh [PROGRAM] [DATABASE_URL]
#
# PROGRAM is target/debug/bangtin-service when absent, the database a new SQLite file. EXAMPLES is how many requests are made up
# for each operation (60), SEED makes a run repeatable. Without a way to PyPI the first time it says so and ends well.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
program=$(realpath "${1:-$root/target/debug/bangtin-service}")
tool=$root/target/tools/schemathesis
version=4.32.5

if ! "$tool/bin/schemathesis" --version 2>/dev/null | grep -q "$version"; then
  if ! { python3 -m venv "$tool" && "$tool/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"; }; then
    echo "SKIPPED: schemathesis $version cannot be installed, the interface was NOT checked against /openapi.json" >&2
    exit 0
  fi
fi

place=$(mktemp -d)
service=
trap '[ -z "$service" ] || kill "$service"; rm -rf "$place"' EXIT INT TERM
port=$((20000 + $$ % 10000))
database=${2:-sqlite:$place/schemathesis.db}
sed -e "s|@PORT@|$port|" -e "s|@DATABASE@|$database|" -e "s|@FEED@|$here/feed.json|" "$here/bangtin.toml" > "$place/bangtin.toml"
"$program" --config "$place/bangtin.toml" > "$place/out" 2> "$place/log" &
service=$!

base=http://127.0.0.1:$port
tries=0
until curl --silent --fail --output /dev/null "$base/v1/sites/xa-song-ba/polls/binh-chon"; do
  tries=$((tries + 1))
  if [ $tries -gt 150 ]; then cat "$place/log"; exit 1; fi
  sleep 0.2
done

result=0
cp "$here/schemathesis.toml" "$place"
cd "$place"
BANGTIN_BASE=$base SCHEMATHESIS_HOOKS=$here/hooks.py PYTHONDONTWRITEBYTECODE=1 \
  "$tool/bin/schemathesis" run "$base/openapi.json" \
  --header "Origin: https://songba.example.gov.vn" \
  --checks not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance \
  --max-examples "${EXAMPLES:-60}" ${SEED:+--seed "$SEED"} --request-timeout 10 --continue-on-failure || result=$?
# A failure of ours is written to the log with its cause.
cat "$place/log"
exit $result
