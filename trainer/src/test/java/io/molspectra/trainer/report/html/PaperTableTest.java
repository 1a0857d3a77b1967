package io.molspectra.trainer.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaperTableTest {

  private static final double SUM_OF_QM9 = 1280.472;
  private static final double SUM_OF_MD17 = 15.444;

  @Test
  void theTablesHaveThePapersRowsAndColumns() throws IOException {
    PaperTable qm9 = PaperTable.read(PaperTable.QM9);
    assertEquals(
        List.of("mu", "alpha", "homo", "lumo", "gap", "r2", "zpve", "u0", "u", "h", "g", "cv"),
        List.copyOf(qm9.units().keySet()));
    assertEquals(11, qm9.rows().size());
    assertEquals(5, qm9.rows().stream().filter(PaperTable.Row::pretrained).count());
    PaperTable md17 = PaperTable.read(PaperTable.MD17);
    assertEquals(8, md17.units().size());
    assertEquals(8, md17.rows().size());
    assertEquals(3, md17.rows().stream().filter(PaperTable.Row::pretrained).count());
  }

  /** A sum over each table finds a slip in any cell; added up from the text of the paper. */
  @Test
  void everyCellIsThePapers() throws IOException {
    assertEquals(SUM_OF_QM9, sum(PaperTable.read(PaperTable.QM9)), 1e-9);
    assertEquals(SUM_OF_MD17, sum(PaperTable.read(PaperTable.MD17)), 1e-9);
    assertTrue(PaperTable.read(PaperTable.MD17).rows().get(3).error("benzene").isEmpty(), "PaiNN");
  }

  /** 1 Ha = 27.211386246 eV; 1 kcal/mol = 0.04336414 eV. */
  @Test
  void errorsAreBroughtToThePapersUnits() {
    assertEquals(1000, UnitScale.factor("eV", "meV").orElseThrow(), 1e-9);
    assertEquals(27211.386246, UnitScale.factor("Ha", "meV").orElseThrow(), 1e-8);
    assertEquals(1 / 0.04336414, UnitScale.factor("eV/A", "kcal/mol/A").orElseThrow(), 1e-12);
    assertEquals(1, UnitScale.factor("D", "D").orElseThrow());
    assertEquals(OptionalDouble.empty(), UnitScale.factor("D", "meV"));
  }

  private static double sum(PaperTable table) {
    return table.rows().stream()
        .flatMap(row -> row.errors().values().stream())
        .mapToDouble(Double::doubleValue)
        .sum();
  }
}
