package io.molspectra.predict;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.molspectra.bundle.Bundle;
import io.molspectra.predict.PredictionException.Problem;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * The graphs of one bundle, each loaded when it is first needed and shared by all callers. Closing
 * waits for the calls under way.
 */
final class Sessions implements AutoCloseable {

  private final Bundle bundle;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final DeviceChoice choice;
  private final int threads;
  private final Map<String, GraphSession> loaded = new HashMap<>();
  private final ReadWriteLock lifetime = new ReentrantReadWriteLock();
  private boolean closed;

  Sessions(Bundle bundle, Options options) {
    this.bundle = bundle;
    this.choice = DeviceSetup.resolve(environment, options.device());
    this.threads = options.threads();
  }

  DeviceChoice device() {
    return choice;
  }

  /**
   * Works with a graph that stays loaded meanwhile.
   *
   * @throws IllegalStateException if the model was closed
   */
  <T> T with(String file, Function<GraphSession, T> work) {
    lifetime.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("model " + bundle.manifest().id() + " was closed");
      }
      return work.apply(session(file));
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private GraphSession session(String file) {
    synchronized (loaded) {
      GraphSession session = loaded.get(file);
      if (session == null) {
        session = load(bundle.file(file));
        loaded.put(file, session);
      }
      return session;
    }
  }

  private GraphSession load(Path file) {
    try (SessionOptions options = new SessionOptions()) {
      if (threads > 0) {
        options.setIntraOpNumThreads(threads);
      }
      // Threads that spin between calls would steal the embedding application's cores.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // Patterns are kept for every shape that was ever seen, and batches have ever new shapes.
      options.setMemoryPatternOptimization(false);
      DeviceSetup.configure(options, choice.device());
      return new GraphSession(
          file, environment, environment.createSession(file.toString(), options));
    } catch (OrtException e) {
      throw new PredictionException(
          Problem.BAD_GRAPH, file + " cannot be loaded: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      closed = true;
      for (GraphSession session : loaded.values()) {
        session.close();
      }
      loaded.clear();
    } catch (OrtException e) {
      throw new PredictionException(Problem.RUNTIME_FAILURE, "cannot close: " + e.getMessage(), e);
    } finally {
      lifetime.writeLock().unlock();
    }
  }
}
