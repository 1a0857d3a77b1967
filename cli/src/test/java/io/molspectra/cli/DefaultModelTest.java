package io.molspectra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.molspectra.bundle.DefaultBundle;
import io.molspectra.predict.MolSpectra;
import io.molspectra.predict.MolSpectraModel;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code --model default} with a class path of the test's own before the real one. */
class DefaultModelTest extends CommandLineTest {

  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @BeforeEach
  void cacheInTheFolderOfTheTest() {
    System.setProperty(DefaultBundle.CACHE_PROPERTY, folder.resolve("cache").toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(DefaultBundle.CACHE_PROPERTY);
    thread.setContextClassLoader(before);
  }

  @Test
  void everyCommandTakesItForTheBundleOnTheClassPath() throws IOException {
    Path classes = folder.resolve("classes");
    Path place = classes.resolve("io/molspectra/defaultmodel");
    Files.createDirectories(place);
    Path bundle = ToyBundle.in(folder);
    Files.move(bundle, place.resolve("bundle"));
    try (var classPath = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(classPath);
      Path in = file("in.xyz", "1\no\nO 0 0 0\n");
      Path out = folder.resolve("out.csv");
      molspectra(
              "predict", "--model", "default", "--input", in, "--task", "energy", "--output", out)
          .succeeded();
      assertEquals("id,energy\no,8.0\n", Files.readString(out));
      molspectra("embed", "--model", "default", "--input", in, "--output", out).succeeded();
      molspectra("verify", "default").succeeded();
      Run info = molspectra("info", "default").succeeded();
      assertTrue(info.out().contains("toy-1"), info.out());
      try (MolSpectraModel model = MolSpectra.loadDefault()) {
        assertEquals("toy-1", model.bundle().manifest().id());
        assertTrue(model.bundle().folder().startsWith(folder.resolve("cache")));
      }
    }
  }

  @Test
  void aFolderOfThatNameIsNamedWithADot() throws IOException {
    Path named = folder.resolve("default");
    Files.move(ToyBundle.in(folder), named);
    Run info = molspectra("info", named).succeeded();
    assertTrue(info.out().contains("toy-1"), info.out());
  }
}
