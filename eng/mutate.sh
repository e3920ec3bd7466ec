#!/usr/bin/env bash
# Changes the core of the ledger in small ways, one at a time, and counts how many of them the tests notice. Takes long: a soak.
# Usage: eng/mutate.sh [a pattern of files, such as "**/Accounts/*.cs"]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../tests/Dressora.Credits.Tests"

# One in twenty of the random histories: each change is run against all tests.
export DRESSORA_TEST_EFFORT=20

dotnet tool restore
dotnet stryker --test-runner mtp --project Dressora.Credits.csproj --mutate "${1:-**/*.cs}" --reporter cleartext --reporter html \
  --break-at 90 --concurrency "$(nproc)" --skip-version-check --output ../../artifacts/mutation
