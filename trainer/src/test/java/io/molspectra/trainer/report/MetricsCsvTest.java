package io.molspectra.trainer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.trainer.report.MetricsCsv.Series;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsCsvTest {

  private static final List<String> COLUMNS = List.of("train_loss", "val_loss");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("metrics.csv");
  }

  @Test
  void rowsAreInTheFileBeforeItIsClosed() throws IOException {
    try (MetricsCsv metrics = MetricsCsv.open(file, COLUMNS, 0)) {
      metrics.append(10, Map.of("train_loss", 0.5));
      metrics.append(20, Map.of("val_loss", 0.25, "train_loss", Double.NaN));
      assertEquals("step,train_loss,val_loss\n10,0.5,\n20,NaN,0.25\n", Files.readString(file));
    }
  }

  @Test
  void resumingDropsLaterAndCutRows() throws IOException {
    try (MetricsCsv metrics = MetricsCsv.open(file, COLUMNS, 0)) {
      for (int step = 10; step <= 50; step += 10) {
        metrics.append(step, Map.of("train_loss", 1.0 / step));
      }
    }
    Files.writeString(file, "60,0.0", StandardOpenOption.APPEND);
    try (MetricsCsv metrics = MetricsCsv.open(file, COLUMNS, 30)) {
      metrics.append(40, Map.of("train_loss", 9.0));
    }
    Series series = MetricsCsv.read(file, "train_loss");
    assertEquals(List.of(10.0, 20.0, 30.0, 40.0), series.steps());
    assertEquals(List.of(0.1, 0.05, 1.0 / 30, 9.0), series.values());
    assertTrue(MetricsCsv.read(file, "val_loss").values().isEmpty());
  }

  @Test
  void cutRowIsDroppedEvenIfItsStepLooksRight() throws IOException {
    Files.writeString(file, "step,train_loss,val_loss\n10,0.5,\n2");
    MetricsCsv.open(file, COLUMNS, 100).close();
    assertEquals("step,train_loss,val_loss\n10,0.5,\n", Files.readString(file));
  }

  @Test
  void foreignFilesAndMetricsAreRefused() throws IOException {
    Files.writeString(file, "a,b\n1,2\n");
    IOException error = assertThrows(IOException.class, () -> MetricsCsv.open(file, COLUMNS, 0));
    assertTrue(error.getMessage().contains("has the columns a,b"), error::getMessage);
    assertThrows(IOException.class, () -> MetricsCsv.read(file, "loss"));
    Files.delete(file);
    try (MetricsCsv metrics = MetricsCsv.open(file, COLUMNS, 0)) {
      assertThrows(IllegalArgumentException.class, () -> metrics.append(1, Map.of("x", 1.0)));
    }
  }

  @Test
  void lossCurveIsAPictureWithLinesInIt() throws IOException {
    Path picture = folder.resolve("loss.png");
    Series train = new Series("train", List.of(1.0, 2.0, 3.0), List.of(1.0, 0.5, Double.NaN));
    Series none = new Series("val", List.of(1.0), List.of(Double.NaN));
    assertTrue(LossCurve.write(picture, "denoising", List.of(train, none)));
    BufferedImage image = ImageIO.read(picture.toFile());
    assertEquals(900, image.getWidth());
    long colours =
        IntStream.range(0, 900 * 560).map(i -> image.getRGB(i % 900, i / 900)).distinct().count();
    assertTrue(colours > 10, "only " + colours + " colours");
    Path empty = folder.resolve("empty.png");
    assertFalse(LossCurve.write(empty, "nothing", List.of(none)));
    assertFalse(Files.exists(empty));
  }
}
