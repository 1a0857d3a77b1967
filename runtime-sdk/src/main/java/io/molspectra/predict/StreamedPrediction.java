package io.molspectra.predict;

import io.molspectra.molecule.Molecule;
import io.molspectra.predict.PredictionException.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Answers molecules in their order while several threads work ahead. Molecules are taken from their
 * source only as answers are taken from here: two batches a thread are under way at most.
 */
final class StreamedPrediction implements Iterator<Prediction>, AutoCloseable {

  private final MolSpectraModel model;
  private final List<String> tasks;
  private final Iterator<Molecule> molecules;
  private final int batch;
  private final int ahead;
  private final ExecutorService threads;
  private final Deque<Future<List<Prediction>>> pending = new ArrayDeque<>();
  private final Deque<Prediction> ready = new ArrayDeque<>();
  private long taken;
  private boolean closed;
  private boolean ended;
  private @Nullable RuntimeException sourceFailure;

  StreamedPrediction(
      MolSpectraModel model,
      List<String> tasks,
      Iterator<Molecule> molecules,
      int batch,
      int workers) {
    this.model = model;
    this.tasks = tasks;
    this.molecules = molecules;
    this.batch = batch;
    this.ahead = 2 * workers;
    this.threads = Executors.newFixedThreadPool(workers, StreamedPrediction::thread);
  }

  /** A stream that nobody closes must not keep the process alive. */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "molspectra-prediction");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty()) {
      if (ended) {
        return false;
      }
      if (closed) {
        throw new IllegalStateException("the stream of predictions was closed");
      }
      while (pending.size() < ahead && sourceFailure == null) {
        List<Molecule> list = take();
        if (list.isEmpty()) {
          break;
        }
        pending.add(threads.submit(() -> predict(list)));
      }
      if (pending.isEmpty()) {
        ended = true;
        close();
        if (sourceFailure != null) {
          throw sourceFailure;
        }
        return false;
      }
      ready.addAll(result(pending.remove()));
    }
    return true;
  }

  /** The next molecules; what the source throws is kept until those before it are answered. */
  private List<Molecule> take() {
    List<Molecule> list = new ArrayList<>(batch);
    try {
      while (list.size() < batch && molecules.hasNext()) {
        Molecule molecule = molecules.next();
        taken++;
        list.add(Objects.requireNonNull(molecule, () -> "molecule " + taken + " is null"));
      }
    } catch (RuntimeException e) {
      sourceFailure = e;
    }
    return list;
  }

  @Override
  public Prediction next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more predictions");
    }
    return ready.remove();
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }

  private List<Prediction> predict(List<Molecule> taken) {
    List<Prediction> predictions = new ArrayList<>(taken.size());
    List<Molecule> sound = new ArrayList<>(taken.size());
    for (Molecule molecule : taken) {
      Optional<PredictionException> fault = model.check(molecule);
      if (fault.isPresent()) {
        predictions.add(new Prediction.Failed(molecule, fault.get()));
      } else {
        predictions.add(new Prediction.Answered(molecule, Map.of()));
        sound.add(molecule);
      }
    }
    Iterator<Prediction> answers = answers(sound).iterator();
    predictions.replaceAll(
        prediction -> prediction instanceof Prediction.Answered ? answers.next() : prediction);
    return predictions;
  }

  private List<Prediction> answers(List<Molecule> sound) {
    if (sound.isEmpty()) {
      return List.of();
    }
    try {
      return answered(sound);
    } catch (PredictionException e) {
      if (e.problem() != Problem.RUNTIME_FAILURE) {
        throw e;
      }
      return apart(sound, e);
    } catch (IllegalArgumentException e) {
      // The features do not fit into arrays.
      return apart(
          sound,
          new PredictionException(Problem.RUNTIME_FAILURE, String.valueOf(e.getMessage()), e));
    }
  }

  /** One molecule that is too much for the runtime must not take the others down with it. */
  private List<Prediction> apart(List<Molecule> sound, PredictionException failure) {
    if (sound.size() == 1) {
      return List.of(new Prediction.Failed(sound.get(0), failure));
    }
    List<Prediction> predictions = new ArrayList<>();
    sound.forEach(one -> predictions.addAll(answers(List.of(one))));
    return predictions;
  }

  private List<Prediction> answered(List<Molecule> sound) {
    Map<String, Estimates> estimates = model.predictAll(tasks, sound);
    List<Prediction> predictions = new ArrayList<>(sound.size());
    for (int m = 0; m < sound.size(); m++) {
      Map<String, Estimate> one = new LinkedHashMap<>();
      for (String task : tasks) {
        Estimates all = Objects.requireNonNull(estimates.get(task), task);
        one.put(task, Estimate.of(all, m, model.unit(task)));
      }
      Molecule molecule = sound.get(m);
      predictions.add(
          fault(molecule, one)
              .<Prediction>map(fault -> new Prediction.Failed(molecule, fault))
              .orElseGet(() -> new Prediction.Answered(molecule, one)));
    }
    return predictions;
  }

  /** Why these answers are none, or nothing. */
  static Optional<PredictionException> fault(Molecule molecule, Map<String, Estimate> answers) {
    return answers.entrySet().stream()
        .filter(answer -> !Double.isFinite(answer.getValue().value()))
        .findFirst()
        .map(
            answer ->
                new PredictionException(
                    Problem.NON_FINITE_PREDICTION,
                    "molecule %s: %s is %s; is the geometry sensible?"
                        .formatted(molecule.id(), answer.getKey(), answer.getValue().value())));
  }

  private List<Prediction> result(Future<List<Prediction>> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      close();
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while waiting for predictions");
    }
  }
}
