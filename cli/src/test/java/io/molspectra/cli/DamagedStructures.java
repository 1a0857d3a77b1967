package io.molspectra.cli;

import static io.molspectra.cli.DamagedFile.bytes;
import static io.molspectra.cli.DamagedFile.cut;
import static io.molspectra.cli.DamagedFile.gzip;
import static io.molspectra.cli.DamagedFile.joined;
import static io.molspectra.cli.DamagedFile.rows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Damaged files of structures; a and c are sound, b between them is not. */
final class DamagedStructures {

  private static final String A = sdf("a");
  private static final String B = sdf("b");
  private static final String C = sdf("c");
  private static final String FRAME = "3\n%s\nO 0 0 0\nH 0 0 0.96\nH 0.92 0 -0.24\n";

  private DamagedStructures() {}

  static Stream<DamagedFile> all() {
    return Stream.concat(Stream.concat(records(), streams()), frames());
  }

  private static String sdf(String id) {
    return id
        + """

          example

          3  2  0  0  0  0  0  0  0  0999 V2000
            0.0000    0.0000    0.0000 O   0  0
            0.0000    0.0000    0.9600 H   0  0
            0.9200    0.0000   -0.2400 H   0  0
          1  2  1  0
          1  3  1  0
        M  END
        $$$$
        """
            .replaceAll("(?m)^  (?=[1-3]  [123] )", " ");
  }

  private static String v3000(String atom) {
    return """
        b
          example

          0  0  0     0  0            999 V3000
        M  V30 BEGIN CTAB
        M  V30 COUNTS 1 0 0 0 0
        M  V30 BEGIN ATOM
        %s
        M  V30 END ATOM
        M  V30 END CTAB
        M  END
        $$$$
        """
        .formatted(atom);
  }

  private static DamagedFile record(
      String what, String from, String to, String reason, String told) {
    String damaged = B.replace(from, to);
    if (damaged.equals(B)) {
      throw new IllegalArgumentException("nothing was damaged: " + what);
    }
    return rows(what, "lib.sdf", A + damaged + C, "a c", reason, told);
  }

  private static Stream<DamagedFile> records() {
    return Stream.of(
        record("counts line that is none", " 3  2  0", " x  2  0", "SYNTAX", "number of atoms"),
        record("more atoms counted than there are", " 3  2  0", " 9  2  0", "SYNTAX", "atom line"),
        record("fewer atoms counted than there are", " 3  2  0", " 2  2  0", "SYNTAX", "bond"),
        record("negative count", " 3  2  0", "-3  2  0", "SYNTAX", "number of atoms"),
        record("unknown element", " O   0", " Xx  0", "UNKNOWN_ELEMENT", "is no element"),
        record("coordinate NaN", "0.9600 H", "   nan H", "NON_FINITE_COORDINATE", "not a finite"),
        record("coordinate 1e308", "0.9600 H", " 1e308 H", "NON_FINITE_COORDINATE", "not a finite"),
        record(
            "coordinate 2e12",
            "0.9600 H",
            "  2e12 H",
            "COORDINATE_OUT_OF_RANGE",
            "move the molecule to the origin"),
        record(
            "atoms 20,000 angstrom apart",
            "0.9600 H",
            " 2e4   H",
            "COORDINATE_OUT_OF_RANGE",
            "20000 angstrom apart"),
        rows(
            "no hydrogens",
            "lib.sdf",
            A + B.replace(" H   0", " C   0") + C,
            "a c",
            "MISSING_HYDROGENS",
            "add hydrogens"),
        record("coordinate missing", "0.9600 H", "       H", "SYNTAX", "a coordinate expected"),
        record("NUL bytes", " 0.9600 H", " 0.9\0\0\0 H", "ENCODING", "no text"),
        rows(
            "all atoms at one point",
            "lib.sdf",
            A
                + B.replace("0.9600", "0.0000")
                    .replace("0.9200", "0.0000")
                    .replace("-0.2400", " 0.0000")
                + C,
            "a c",
            "OVERLAPPING_ATOMS",
            "is the geometry missing"),
        rows("no M  END", "lib.sdf", A + B.replace("M  END\n", "") + C, "a b c", "", ""),
        rows(
            "no $$$$ between two molecules",
            "lib.sdf",
            A + B.replace("$$$$\n", "") + C + sdf("d"),
            "a d",
            "SYNTAX",
            "second molecule follows"),
        rows(
            "file that ends inside a record",
            "lib.sdf",
            A + B.substring(0, B.indexOf(" H ")),
            "a",
            "TRUNCATED",
            "ends inside"),
        rows(
            "V3000 with a coordinate missing",
            "lib.sdf",
            A + v3000("M  V30 1 O 0 0") + C,
            "a c",
            "SYNTAX",
            "index, element, x, y, z"),
        rows(
            "V3000 with two billion atoms counted",
            "lib.sdf",
            A + v3000("M  V30 1 O 0 0 0 0").replace("COUNTS 1", "COUNTS 2147483648") + C,
            "a c",
            "SYNTAX",
            "at most 100000 atoms"));
  }

  private static Stream<DamagedFile> streams() {
    byte[] sound = bytes(A + B + C);
    byte[] marked = joined(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}, sound);
    byte[] badHead = gzip(bytes(C));
    badHead[0] ^= 1;
    return Stream.of(
        rows("byte-order mark", "lib.sdf", marked, "a b c", "", ""),
        rows("line ends mixed", "lib.sdf", A + B.replace("\n", "\r\n") + C, "a b c", "", ""),
        rows(
            "UTF-16",
            "lib.sdf",
            ("\ufeff" + A).getBytes(StandardCharsets.UTF_16LE),
            "",
            "ENCODING",
            "UTF-16"),
        rows("empty file", "lib.sdf", "", "", "EMPTY_FILE", "no record"),
        rows(
            "gz cut inside its content",
            "lib.sdf.gz",
            cut(gzip(sound), 40),
            "",
            "TRUNCATED",
            "reading stopped early"),
        rows(
            "gz cut inside its checksum",
            "lib.sdf.gz",
            cut(gzip(sound), 4),
            "a b c",
            "TRUNCATED",
            "reading stopped early"),
        rows(
            "gz with text behind it",
            "lib.sdf.gz",
            joined(gzip(sound), bytes("and more")),
            "a b c",
            "TRUNCATED",
            "no gzip"),
        rows(
            "gz of which the second part is damaged",
            "lib.sdf.gz",
            joined(gzip(bytes(A), bytes(B)), badHead),
            "a b",
            "TRUNCATED",
            "no gzip"),
        rows("not gz", "lib.sdf.gz", sound, "", "ENCODING", "the content is not gzip"),
        rows("gz without the ending", "lib.sdf", gzip(sound), "", "ENCODING", "ends in .gz"));
  }

  private static DamagedFile frame(
      String what, String from, String to, String reason, String told) {
    String damaged = FRAME.formatted("b").replace(from, to);
    return rows(
        what,
        "lib.xyz",
        FRAME.formatted("a") + damaged + FRAME.formatted("c"),
        "a c",
        reason,
        told);
  }

  private static Stream<DamagedFile> frames() {
    return Stream.of(
        frame("xyz with more atoms counted", "3\nb", "5\nb", "SYNTAX", "row of element"),
        frame("xyz with fewer atoms counted", "3\nb", "2\nb", "SYNTAX", "has more"),
        frame(
            "xyz with a billion atoms counted",
            "3\nb",
            "1000000000\nb",
            "SYNTAX",
            "at most 100000"),
        frame("xyz with a coordinate missing", "0.96", "", "SYNTAX", "row of element"),
        frame(
            "periodic xyz",
            "3\nb",
            "3\nname=b Lattice=\"5 0 0 0 5 0 0 0 5\" pbc=\"T T T\"",
            "UNSUPPORTED",
            "periodic"),
        rows(
            "xyz with one line of 100 MB",
            "lib.xyz.gz",
            gzip(
                bytes(FRAME.formatted("a")),
                bytes("C".repeat(100_000_000)),
                bytes("\n" + FRAME.formatted("c"))),
            "a c",
            "SYNTAX",
            "longer than 1048576 bytes"));
  }
}
