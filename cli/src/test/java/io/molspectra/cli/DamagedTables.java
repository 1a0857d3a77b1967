package io.molspectra.cli;

import static io.molspectra.cli.DamagedFile.bytes;
import static io.molspectra.cli.DamagedFile.gzip;
import static io.molspectra.cli.DamagedFile.joined;
import static io.molspectra.cli.DamagedFile.refused;
import static io.molspectra.cli.DamagedFile.rows;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Damaged files of SMILES; a and c are sound, b between them is not. */
final class DamagedTables {

  private DamagedTables() {}

  static Stream<DamagedFile> all() {
    return Stream.concat(lines(), tables());
  }

  private static DamagedFile line(String what, String smiles, String reason, String told) {
    return rows(what, "lib.smi", "CC a\n" + smiles + " b\nCO c\n", "a c", reason, told);
  }

  private static Stream<DamagedFile> lines() {
    return Stream.of(
        line("SMILES with an open ring", "C1CC", "UNPARSABLE_SMILES", "C1CC: no SMILES"),
        line("SMILES with an open bracket", "C[NH2", "UNPARSABLE_SMILES", "C[NH2: "),
        line("SMILES with an open branch", "CC(C", "UNPARSABLE_SMILES", "CC(C: "),
        line("SMILES of an unknown element", "C[Xx]", "UNPARSABLE_SMILES", "C[Xx]: "),
        line("SMILES of two molecules", "CC.O", "SEVERAL_FRAGMENTS", "2 molecules"),
        line("SMILES of 5,000 atoms", "C".repeat(5000), "TOO_LARGE", "at most"),
        line(
            "SMILES of 100 branches in each other",
            "C(".repeat(100) + "C" + ")".repeat(100),
            "TOO_LARGE",
            ": "),
        line("SMILES with a wildcard", "C*", "UNKNOWN_ELEMENT", "wildcards"),
        line("NUL in a SMILES", "C\0C", "ENCODING", "no text"),
        rows(
            "line of 100 MB",
            "lib.smi.gz",
            gzip(bytes("CC a\n"), bytes("C".repeat(100_000_000)), bytes(" b\nCO c\n")),
            "a c",
            "SYNTAX",
            "longer than 1048576 bytes"),
        rows(
            "name in Latin-1",
            "lib.smi",
            "CC a\nCN \u00e9\nCO c\n".getBytes(StandardCharsets.ISO_8859_1),
            "a \u00e9 c",
            "",
            ""),
        rows("no SMILES at all", "lib.smi", "\n# nothing\n", "", "EMPTY_FILE", "no SMILES"));
  }

  private static Stream<DamagedFile> tables() {
    return Stream.of(
        refused(
            "no column of SMILES",
            "lib.csv",
            bytes("id,structure\na,CC\n"),
            ExitCode.USAGE,
            "none of its columns [id, structure] is called"),
        refused(
            "column of SMILES twice",
            "lib.csv",
            bytes("smiles,id,smiles\nCC,a,CO\n"),
            ExitCode.USAGE,
            "two columns called 'smiles'"),
        refused(
            "columns of SMILES that differ in case alone",
            "lib.csv",
            bytes("smiles,id,SMILES\nCC,a,CO\n"),
            ExitCode.USAGE,
            "the columns [smiles, SMILES]"),
        rows("header alone", "lib.csv", "smiles,id\n", "", "EMPTY_FILE", "no row in it"),
        refused("empty table", "lib.csv", new byte[0], ExitCode.USAGE, "is empty"),
        refused(
            "table that is not gz",
            "lib.csv.gz",
            bytes("smiles\nCC\n"),
            ExitCode.FAILURE,
            "the content is not gzip"),
        rows(
            "quote that is not closed",
            "lib.csv",
            "smiles,id,note\nCC,a,x\nCN,b,\"open\nCO,c,x\n",
            "a",
            "SYNTAX",
            "never closed: the 3 lines"),
        rows(
            "text behind a quote",
            "lib.csv",
            "smiles,id,note\nCC,a,x\nCN,b,\"shut\"x\nCO,c,x\n",
            "a",
            "TRUNCATED",
            "nothing behind it is read"),
        rows(
            "row that lacks a cell",
            "lib.csv",
            "smiles,id,note\nCC,a,x\nCN,b\nCO,c,x\n",
            "a c",
            "SYNTAX",
            "2 cells where the header has 3"),
        rows(
            "table that is not UTF-8",
            "lib.csv",
            "smiles,id\nCC,a\nCN,\u00e9\nCO,c\n".getBytes(StandardCharsets.ISO_8859_1),
            "a c",
            "ENCODING",
            "no text"),
        rows(
            "table in gz with text behind it",
            "lib.csv.gz",
            joined(gzip(bytes("smiles,id\nCC,a\nCO,c\n")), bytes("more")),
            "a c",
            "TRUNCATED",
            "no gzip"));
  }
}
