#!/usr/bin/env bash
# Restores, builds and runs a console project that knows Dressora only as packages in a folder.
# Usage: eng/consume-packages.sh <folder with the packages>
set -euo pipefail
feed=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/consumer"

package=$(ls "$feed"/Dressora.Abstractions.*.nupkg)
version=$(basename "$package" .nupkg)
version=${version#Dressora.Abstractions.}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp Consumer.csproj Program.cs "$work"
cd "$work"

# A folder of packages of its own, so that an older build of the same version is never found instead.
dotnet run --project Consumer.csproj -p:DressoraVersion="$version" -p:DressoraFeed="$feed" -p:RestorePackagesPath="$work/packages"
