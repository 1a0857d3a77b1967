package io.molspectra.conformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** OpenChemLib reads its tables when they are first needed, which several threads do at once. */
class FirstConformersTest {

  private static final List<String> SMILES =
      List.of("Fc1ccc(-c2cccs2)s1", "C#CC1CCCCC1", "Cc1c(C(=O)O)ccn1C", "Nc1ccccc1C1CC1");

  /** Only a fresh process has read no table yet. */
  @Test
  void theFirstMoleculesOfAProcessComeOutLikeLaterOnes() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FirstConformersTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals("0 of 4 differ", said.strip());
  }

  /** Builds all at once, and then each again. */
  public static void main(String[] arguments) throws Exception {
    Conformers conformers = new Conformers(1);
    CountDownLatch together = new CountDownLatch(SMILES.size());
    ExecutorService pool = Executors.newFixedThreadPool(SMILES.size());
    List<Future<Conformer>> first = new ArrayList<>();
    for (String smiles : SMILES) {
      first.add(
          pool.submit(
              () -> {
                together.countDown();
                together.await();
                return conformers.build("m", smiles);
              }));
    }
    int different = 0;
    for (int i = 0; i < SMILES.size(); i++) {
      Conformer early = first.get(i).get();
      different += early.equals(conformers.build("m", SMILES.get(i))) ? 0 : 1;
    }
    pool.shutdown();
    System.out.println(different + " of " + SMILES.size() + " differ");
  }
}
