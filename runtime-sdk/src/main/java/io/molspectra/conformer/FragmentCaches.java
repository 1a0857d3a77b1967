package io.molspectra.conformer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openmolecules.chem.conf.gen.RigidFragmentCache;

/**
 * Geometries of rigid fragments that come with OpenChemLib: twice as fast as to find all anew.
 *
 * <p>OpenChemLib adds every new fragment to the cache it is given, in the shape that the molecule
 * and its seed led to. Shared, that would make a conformer depend on the molecules before it; so a
 * cache is used for one molecule at a time, and forgets what that one added. Thread-safe.
 */
final class FragmentCaches {

  private final ConcurrentLinkedQueue<RigidFragmentCache> idle = new ConcurrentLinkedQueue<>();

  private static final class Supplied {
    static final RigidFragmentCache FRAGMENTS = load();
    static final Set<String> NAMES = Set.copyOf(FRAGMENTS.keySet());

    private static RigidFragmentCache load() {
      RigidFragmentCache cache = RigidFragmentCache.createInstance(null);
      cache.loadDefaultCache();
      return cache;
    }
  }

  /** A cache with the supplied fragments and no others. */
  RigidFragmentCache take() {
    RigidFragmentCache known = idle.poll();
    if (known != null) {
      return known;
    }
    RigidFragmentCache cache = RigidFragmentCache.createInstance(null);
    cache.putAll((Map<String, RigidFragmentCache.CacheEntry>) Supplied.FRAGMENTS);
    return cache;
  }

  void giveBack(RigidFragmentCache cache) {
    if (cache.size() > Supplied.NAMES.size()) {
      forgetFound(cache);
    }
    idle.add(cache);
  }

  static void forgetFound(RigidFragmentCache cache) {
    cache.keySet().retainAll(Supplied.NAMES);
  }
}
