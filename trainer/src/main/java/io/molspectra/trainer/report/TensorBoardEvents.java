package io.molspectra.trainer.report;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metrics as an event file of TensorBoard, a scalar each. Every part of a run that was resumed
 * writes a file of its own, which begins by telling TensorBoard to forget what files before it say
 * of the steps to come; so no step is shown twice. The file is made with its first row.
 */
public final class TensorBoardEvents implements MetricsSink {
  /** Fields of the messages Event, Summary, Summary.Value and SessionLog of TensorFlow. */
  private static final int EVENT_WALL_TIME = 1;

  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int EVENT_SESSION_LOG = 7;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  private static final int SESSION_STATUS = 1;
  private static final long SESSION_START = 1;

  private static final String FILE_VERSION = "brain.Event:2";
  private static final double NANOS = 1e9;

  private final Path folder;
  private final long lastStep;
  private final InstantSource clock;
  private @Nullable FileChannel file;

  /**
   * @param folder of the event files; made if it is absent
   * @param lastStep steps after it are written anew; -1 for all
   */
  public TensorBoardEvents(Path folder, long lastStep) {
    this(folder, lastStep, InstantSource.system());
  }

  TensorBoardEvents(Path folder, long lastStep, InstantSource clock) {
    this.folder = folder;
    this.lastStep = lastStep;
    this.clock = clock;
  }

  @Override
  public void append(long step, Map<String, Double> metrics) throws IOException {
    if (metrics.isEmpty()) {
      return;
    }
    var summary = new ProtoMessage();
    metrics.forEach(
        (name, value) ->
            summary.message(
                SUMMARY_VALUE,
                new ProtoMessage().text(VALUE_TAG, name).real(VALUE_SIMPLE, value.floatValue())));
    if (file == null) {
      file = begin();
    }
    write(file, event().integer(EVENT_STEP, step).message(EVENT_SUMMARY, summary));
  }

  private FileChannel begin() throws IOException {
    Files.createDirectories(folder);
    FileChannel begun =
        FileChannel.open(freeName(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    write(begun, event().text(EVENT_FILE_VERSION, FILE_VERSION));
    write(
        begun,
        event()
            .integer(EVENT_STEP, lastStep + 1)
            .message(EVENT_SESSION_LOG, new ProtoMessage().integer(SESSION_STATUS, SESSION_START)));
    return begun;
  }

  /** TensorBoard reads the files of a folder in the order of their names. */
  private Path freeName() {
    String name =
        String.format(
            Locale.ROOT,
            "events.out.tfevents.%010d.%s",
            clock.instant().getEpochSecond(),
            hostName().replaceAll("[^A-Za-z0-9.-]", "_"));
    Path free = folder.resolve(name);
    for (int i = 1; Files.exists(free); i++) {
      free = folder.resolve("%s.%d".formatted(name, i));
    }
    return free;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private ProtoMessage event() {
    Instant now = clock.instant();
    return new ProtoMessage().real(EVENT_WALL_TIME, now.getEpochSecond() + now.getNano() / NANOS);
  }

  private static void write(FileChannel channel, ProtoMessage event) throws IOException {
    ByteBuffer frame = TfRecord.frame(event.toBytes());
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
