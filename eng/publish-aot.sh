#!/usr/bin/env bash
# Publishes an application that roots every shipped assembly as a native one, and fails on any warning.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -qq -y --no-install-recommends clang zlib1g-dev
  fi
fi

dotnet publish tests/Dressora.AotApp --configuration Release --output artifacts/aot
artifacts/aot/Dressora.AotApp
