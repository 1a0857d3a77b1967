/**
 * The two command lines: {@code trainer} makes models, {@code molspectra} uses them.
 *
 * <p>{@link io.molspectra.cli.TrainerCommand} and {@link io.molspectra.cli.MolSpectraCommand} list
 * their subcommands; {@link io.molspectra.cli.CommandRunner} runs either of them with the same
 * options, {@linkplain io.molspectra.cli.ExitCode exit codes} and error messages. A subcommand is a
 * {@code Callable<Integer>} that returns one of those codes and reports a failure by throwing an
 * exception whose message names the file, the line and the cure. Results go to standard output, all
 * else to standard error.
 */
@NullMarked
package io.molspectra.cli;

import org.jspecify.annotations.NullMarked;
