package io.molspectra.benchmarks.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.molspectra.bundle.Bundle;
import io.molspectra.bundle.BundleException;
import io.molspectra.bundle.DefaultBundle;
import io.molspectra.graph.GraphException;
import io.molspectra.graph.proto.OnnxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Bundles: a file is damaged, lost or added; or its hash is made to fit again, so that what reads
 * the file has to cope.
 */
final class BundleTarget implements Target {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ADDED =
      List.of("evil.so", "golden/more.json", "weights.bin.orig", ".hidden");

  private final String name;
  private final boolean sealed;
  private final Path work;
  private final List<String> files;
  private final byte[] manifest;
  private final byte[] donor;

  /**
   * @param sealed whether hashes fit the damaged file
   */
  BundleTarget(String name, boolean sealed) throws IOException {
    this.name = name;
    this.sealed = sealed;
    Path original = DefaultBundle.folder("ethanol");
    work = Files.createTempDirectory("bundle");
    try (Stream<Path> paths = Files.walk(original)) {
      for (Path path : paths.toList()) {
        Path copy = work.resolve(original.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
    files =
        Bundle.open(work).manifest().files().stream()
            .map(file -> file.path())
            .filter(path -> !sealed || path.endsWith(".json") || path.endsWith(".onnx"))
            .toList();
    manifest = Files.readAllBytes(work.resolve(Bundle.MANIFEST));
    donor = Files.readAllBytes(work.resolve(Bundle.PREPROCESSOR));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Trial damage(RandomGenerator random, Path folder) throws IOException {
    int kind = sealed ? 99 : random.nextInt(100);
    if (kind < 5) {
      String lost = files.get(random.nextInt(files.size()));
      return () -> without(lost);
    }
    if (kind < 10) {
      String added = ADDED.get(random.nextInt(ADDED.size()));
      return () -> changed(added, new byte[0], true);
    }
    String file = kind < 40 ? Bundle.MANIFEST : files.get(random.nextInt(files.size()));
    byte[] sound = Files.readAllBytes(work.resolve(file));
    byte[] damaged = new Mutator(random, donor).damage(sound);
    Files.write(folder.resolve(file.replace('/', '-')), damaged);
    boolean tampered = !sealed && kind >= 40 && !Arrays.equals(sound, damaged);
    return () -> changed(file, damaged, tampered);
  }

  private Outcome without(String lost) throws IOException {
    byte[] sound = Files.readAllBytes(work.resolve(lost));
    Files.delete(work.resolve(lost));
    try {
      return open(true);
    } finally {
      Files.write(work.resolve(lost), sound);
    }
  }

  private Outcome changed(String path, byte[] bytes, boolean tampered) throws IOException {
    Path file = work.resolve(path);
    byte[] sound = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    boolean added = !Files.exists(file);
    Files.write(file, bytes);
    try {
      if (sealed) {
        Files.write(work.resolve(Bundle.MANIFEST), resealed(path, bytes));
      }
      Outcome outcome = open(tampered);
      return sealed && path.endsWith(".onnx") ? graph(file) : outcome;
    } finally {
      if (added) {
        Files.delete(file);
      } else {
        Files.write(file, sound);
      }
      Files.write(work.resolve(Bundle.MANIFEST), manifest);
    }
  }

  private Outcome open(boolean tampered) throws IOException {
    try {
      Bundle.open(work);
    } catch (BundleException refused) {
      return Refusals.named(refused, work);
    }
    if (tampered) {
      throw new Finding("a bundle that was tampered with is accepted");
    }
    return Outcome.ACCEPTED;
  }

  private static Outcome graph(Path file) {
    try {
      OnnxReader.read(file);
      return Outcome.ACCEPTED;
    } catch (GraphException refused) {
      return Refusals.named(refused, file);
    }
  }

  private byte[] resealed(String path, byte[] bytes) throws IOException {
    ObjectNode tree = (ObjectNode) JSON.readTree(manifest);
    for (JsonNode file : tree.get("files")) {
      if (file.get("path").asText().equals(path)) {
        ((ObjectNode) file).put("size", bytes.length).put("sha256", sha256(bytes));
      }
    }
    return JSON.writeValueAsBytes(tree);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    Folders.delete(work);
  }
}
