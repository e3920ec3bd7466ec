#!/usr/bin/env bash
# Writes the public API of every package into its PublicAPI.Unshipped.txt, for the diff to be reviewed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for project in src/*/; do
  [ -f "$project/PublicAPI.Shipped.txt" ] || echo "#nullable enable" > "$project/PublicAPI.Shipped.txt"
  echo "#nullable enable" > "$project/PublicAPI.Unshipped.txt"
done

# RS0016 names every symbol that no file declares, and the project that has it.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet build --no-incremental -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false > "$log" || { grep -m 20 ' error ' "$log"; exit 1; }

for project in src/*/*.csproj; do
  file=$(dirname "$project")/PublicAPI.Unshipped.txt
  { grep -F "/$project]" "$log" || true; } |
    sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" |
    LC_ALL=C sort -u >> "$file"
  echo "$(($(wc -l < "$file") - 1)) symbols in $(dirname "$project")"
done
