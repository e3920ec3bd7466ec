#!/usr/bin/env bash
# Runs every test, after installing what they need and this machine lacks: PostgreSQL and Node.js where Debian's packages can be
# installed, and the R2 simulator where there is npm.
# Arguments go to dotnet test.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

has_postgres() {
  command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

if [ -z "${DRESSORA_TEST_POSTGRES:-}" ] && ! has_postgres && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  # The tests make a cluster of their own; the package need not run one.
  mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql
fi

if ! command -v npm >/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends nodejs npm
fi

if command -v npm >/dev/null && [ ! -d tests/r2-simulator/node_modules/miniflare ]; then
  # Without it its tests are skipped, and say why.
  npm ci --prefix tests/r2-simulator --no-audit --no-fund --loglevel=error || echo "the R2 simulator could not be installed" >&2
fi

exec dotnet test "$@"
