package io.molspectra.trainer.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PrefetcherTest {

  @Test
  void itemsComeInStepOrder() {
    try (Prefetcher<Long> squares = new Prefetcher<>(step -> step * step, 3, 1_000, 4)) {
      for (long step = 3; step < 1_000; step++) {
        assertTrue(squares.hasNext());
        assertEquals(step * step, squares.next());
      }
      assertFalse(squares.hasNext());
      assertThrows(NoSuchElementException.class, squares::next);
    }
  }

  @Test
  void preparesAheadButNoFurtherThanAsked() throws InterruptedException {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch fourth = new CountDownLatch(4);
    try (Prefetcher<Long> prefetcher =
        new Prefetcher<>(
            step -> {
              begun.incrementAndGet();
              fourth.countDown();
              return step;
            },
            0,
            1_000,
            3)) {
      // Three wait in the queue and one more in the producer's hands.
      assertTrue(fourth.await(10, TimeUnit.SECONDS));
      Thread.sleep(50);
      assertEquals(4, begun.get());
      assertEquals(0L, prefetcher.next());
    }
  }

  @Test
  void failureReachesTheCallerAtItsStep() {
    IllegalArgumentException cause = new IllegalArgumentException("bad molecule");
    try (Prefetcher<Long> prefetcher =
        new Prefetcher<>(
            step -> {
              if (step == 2) {
                throw cause;
              }
              return step;
            },
            0,
            10,
            4)) {
      assertEquals(0L, prefetcher.next());
      assertEquals(1L, prefetcher.next());
      IllegalStateException error = assertThrows(IllegalStateException.class, prefetcher::next);
      assertSame(cause, error.getCause());
      assertTrue(error.getMessage().contains("step 2"), error::getMessage);
      assertThrows(NoSuchElementException.class, prefetcher::next);
    }
  }

  @Test
  void closingStopsTheThreadInTheMiddle() {
    AtomicLong last = new AtomicLong();
    Prefetcher<Long> prefetcher =
        new Prefetcher<>(
            step -> {
              last.set(step);
              return step;
            },
            0,
            Long.MAX_VALUE,
            2);
    prefetcher.next();
    prefetcher.close();
    long stopped = last.get();
    assertFalse(prefetcher.hasNext());
    assertThrows(NoSuchElementException.class, prefetcher::next);
    prefetcher.close();
    assertEquals(stopped, last.get());
  }

  @Test
  void emptyRangeHasNoItems() {
    try (Prefetcher<Long> prefetcher = new Prefetcher<>(step -> step, 5, 5, 1)) {
      assertFalse(prefetcher.hasNext());
    }
  }
}
