# Sourced by the launchers, which set bin (this folder) and main_class and pass their arguments on.
#
# Builds the project on first use, and again when a source is newer than the last build; then
# starts Java from the built jars.
#
#   JAVA_HOME             JDK to use; otherwise the java on the PATH
#   MOLSPECTRA_JAVA_OPTS  further options for the JVM, such as -Xmx8g; they win over ours
#   DJL_CACHE_DIR         where PyTorch's natives are unpacked; default ~/.cache/molspectra/djl
set -eu
root=$(CDPATH='' cd -- "$bin/../.." && pwd -P)
target=$root/cli/target
jar=$target/cli.jar
stamp=$target/launcher.stamp
lock=$target/launcher.lock

fail() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which has no bin/java: point it to a JDK, 17 or newer"
  else
    java=$(command -v java) || fail "no java on the PATH: install a JDK, 17 or newer, or set JAVA_HOME"
  fi
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p' | head -n 1)
  java_major=${version%%[!0-9]*}
  [ "${java_major:-0}" -ge 17 ] ||
    fail "$java is Java ${version:-of unknown version}: install a JDK, 17 or newer, and set JAVA_HOME to it"
}

# True when there is nothing to start, or a source is newer than the last build. Folders count too:
# their time tells of deleted files.
needs_build() {
  [ -f "$jar" ] && [ -d "$target/lib" ] || return 0
  built=$jar
  [ ! -f "$stamp" ] || built=$stamp
  set -- "$root/pom.xml"
  for module in runtime-sdk onnx-models onnx-models/default-model trainer cli; do
    set -- "$@" "$root/$module/pom.xml" "$root/$module/src/main"
  done
  [ -n "$(find "$@" -newer "$built" 2>/dev/null | head -n 1)" ]
}

# One build at a time: the lock is a folder that holds its owner's process id.
take_lock() {
  mkdir -p "$target"
  waited=0
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null || true)
    # An owner that vanished left the lock behind; one without a pid is just being taken.
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock"
      continue
    fi
    [ -n "$owner" ] || [ "$waited" -lt 10 ] || { rm -rf "$lock"; continue; }
    waited=$((waited + 1))
    sleep 1
  done
  echo $$ >"$lock/pid"
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

build() {
  take_lock
  # Another launcher may have built while this one waited.
  if needs_build; then
    echo 'building (first use only)...' >&2
    # Sources changed during the build are newer than this mark, and so built next time.
    : >"$stamp.new"
    (cd "$root" && ./mvnw -q -B -DskipTests -pl cli -am package </dev/null) >&2 ||
      fail "the build failed, see above; to see all of it: cd $root && ./mvnw -B -DskipTests package"
    mv "$stamp.new" "$stamp"
  fi
  rm -rf "$lock"
  trap - EXIT INT TERM
}

find_java
! needs_build || build

export OPT_OUT_TRACKING=true
# In the C locale Java 17 cannot open files whose names are not ASCII.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac
# Waiting OpenMP threads must not spin: with other work on the machine that costs more than it saves.
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-PASSIVE}"
export DJL_CACHE_DIR="${DJL_CACHE_DIR:-${XDG_CACHE_HOME:-${HOME:-${TMPDIR:-/tmp}}/.cache}/molspectra/djl}"
native_access=
[ "$java_major" -lt 22 ] || native_access=--enable-native-access=ALL-UNNAMED
# MOLSPECTRA_JAVA_OPTS is split on purpose: it holds several options.
# shellcheck disable=SC2086
exec "$java" -Djava.awt.headless=true -Dai.djl.offline=true $native_access \
  ${MOLSPECTRA_JAVA_OPTS:-} -cp "$jar" "$main_class" "$@"
