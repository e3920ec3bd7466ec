#!/usr/bin/env bash
# Three nodes on one PostgreSQL, killed, stopped and cut off while they work: eng/chaos.sh [seconds [--jobs N]].
# Needs the binaries of PostgreSQL. Ends with one line of figures, and with 1 where something was lost or charged twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build -v q -c Release tests/Dressora.Chaos >/dev/null
exec dotnet run -c Release --no-build --project tests/Dressora.Chaos -- --seconds "${1:-60}" "${@:2}"
