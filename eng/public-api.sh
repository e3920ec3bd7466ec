#!/usr/bin/env bash
# Writes the public API of every package into its PublicAPI.Unshipped.txt, for the diff to be reviewed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

for project in src/*/; do
  [ -f "$project/PublicAPI.Shipped.txt" ] || echo "#nullable enable" > "$project/PublicAPI.Shipped.txt"
  echo "#nullable enable" > "$project/PublicAPI.Unshipped.txt"
done

for project in src/*/*.csproj; do
  folder=$(dirname "$project")
  # RS0016 names every symbol that no file declares.
  dotnet build "$project" --no-dependencies --no-incremental -p:TreatWarningsAsErrors=false -p:EnforceCodeStyleInBuild=false 2>/dev/null |
    sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" |
    LC_ALL=C sort -u >> "$folder/PublicAPI.Unshipped.txt"
  echo "$(($(wc -l < "$folder/PublicAPI.Unshipped.txt") - 1)) symbols in $folder"
done
