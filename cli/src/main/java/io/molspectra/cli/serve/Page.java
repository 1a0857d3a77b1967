package io.molspectra.cli.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The page for people: one file, which fetches nothing but answers of this server. */
final class Page {

  private static final String NAME = "page.html";

  private Page() {}

  static Reply load() {
    String html;
    try (@Nullable InputStream in = Page.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException(NAME + " is missing from the cli jar: build again");
      }
      html = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The browser runs this very script, and nothing that found its way in from an answer.
    String policy =
        "default-src 'none'; script-src 'sha256-%s'; style-src 'sha256-%s'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            .formatted(hash(inside(html, "script")), hash(inside(html, "style")));
    return new Reply(
        HttpStatus.OK_200,
        "text/html; charset=utf-8",
        html.getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Security-Policy", policy));
  }

  private static String inside(String html, String tag) {
    String opening = "<" + tag + ">";
    int start = html.indexOf(opening) + opening.length();
    return html.substring(start, html.indexOf("</" + tag + ">", start));
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
