package io.molspectra.bundle;

import java.io.IOException;

/** A folder that is no valid bundle; says which file is at fault and what to do about it. */
public final class BundleException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Kinds of fault. */
  public enum Problem {
    /** The folder does not exist or holds no bundle.json. */
    NOT_A_BUNDLE,
    /** The default model is not on the class path. */
    NO_DEFAULT_MODEL,
    /** The bundle was written in a format this version does not know. */
    UNSUPPORTED_FORMAT_VERSION,
    /** A JSON file that cannot be read, or with unknown, missing or contradictory entries. */
    MALFORMED_JSON,
    /** A listed path, or a link, that leaves the folder. */
    ESCAPING_PATH,
    /** A file that is listed or needed, but not there. */
    MISSING_FILE,
    /** A file that is there, but not listed. */
    UNLISTED_FILE,
    /** A file whose size differs from the list. */
    SIZE_MISMATCH,
    /** A file whose SHA-256 differs from the list. */
    HASH_MISMATCH,
    /** A preprocessing constant that is missing. */
    MISSING_CONSTANT,
    /** A preprocessing constant that makes no sense. */
    INVALID_CONSTANT,
    /** The place to write a bundle to is taken by something that is no bundle. */
    TARGET_NOT_A_BUNDLE
  }

  private final Problem problem;
  private final String file;

  /**
   * @param problem kind of fault
   * @param file the file at fault, as the user would name it
   * @param what what is wrong with it
   * @param cure what to do about it
   */
  public BundleException(Problem problem, String file, String what, String cure) {
    super(file + ": " + what + "; " + cure);
    this.problem = problem;
    this.file = file;
  }

  /** Kind of fault. */
  public Problem problem() {
    return problem;
  }

  /** The file at fault. */
  public String file() {
    return file;
  }
}
