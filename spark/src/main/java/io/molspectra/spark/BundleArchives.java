package io.molspectra.spark;

import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkContext;
import scala.jdk.javaapi.CollectionConverters;

/** Bundles as archives that Spark unpacks on each executor before its first task. */
final class BundleArchives {

  /** One file a content, however often it is scored with. */
  private static final Map<String, Path> ARCHIVES = new ConcurrentHashMap<>();

  private BundleArchives() {}

  static void ship(Bundle bundle, BundleReference reference, SparkContext context)
      throws IOException {
    try {
      Path archive =
          ARCHIVES.computeIfAbsent(reference.place(), name -> new Zip(bundle, name).write());
      if (CollectionConverters.asJava(context.listArchives()).stream()
          .noneMatch(added -> added.endsWith(reference.place()))) {
        context.addArchive(archive.toString());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** One archive, in a folder that goes when the driver ends. */
  private record Zip(Bundle bundle, String name) {

    Path write() {
      try {
        Path folder = Files.createTempDirectory("molspectra");
        folder.toFile().deleteOnExit();
        Path archive = folder.resolve(name);
        archive.toFile().deleteOnExit();
        try (OutputStream out = Files.newOutputStream(archive);
            ZipOutputStream zip = new ZipOutputStream(out)) {
          zip.setLevel(Deflater.BEST_SPEED);
          add(zip, Bundle.MANIFEST);
          for (BundleFile file : bundle.manifest().files()) {
            add(zip, file.path());
          }
        }
        return archive;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void add(ZipOutputStream zip, String path) throws IOException {
      zip.putNextEntry(new ZipEntry(path));
      Files.copy(bundle.folder().resolve(path), zip);
      zip.closeEntry();
    }
  }
}
