package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Step.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A page that holds all it needs: tables that are complete without a script, and a script that steps through them.
 *
 * <p>A policy in the page forbids any request, and any script and style but its own, by their digests.
 */
final class Page {
    /** What a page of fifty steps may take, in bytes; a longer trace may take more in proportion. */
    private static final int LARGEST = 60_000;

    private static final int STEPS = 50;

    /** The result of an operation is moved entry by entry up to this size. */
    private static final int LARGEST_MOVED = 3;

    /** Differences of more entries than this are not listed where they agree. */
    private static final int SHORT = 3;

    /** Within this part of itself a difference says the same as the rule. */
    private static final double AGREEMENT = 1e-5;

    private final Recording recording;
    private final Map<Step, DMatrixRMaj> differences = new LinkedHashMap<>();
    private final @Nullable WrongOrder wrong;

    private Page(Recording recording) {
        this.recording = recording;
        this.wrong = WrongOrder.of(recording);
        Replay replay = new Replay(recording);
        for (Step s : recording.steps()) {
            int largest = s.kind() == Kind.VARIABLE ? Notation.LARGEST_IN_FULL : LARGEST_MOVED;
            if (s.contributes() && Notation.isInFull(s.value(), largest)) {
                differences.put(s, replay.difference(s).value());
            }
        }
    }

    /** The page; matrices are written in full up to 6×6, or less where it would grow too large. */
    static String of(Recording recording, String title) {
        Page page = new Page(recording);
        long steps =
                recording.steps().stream().filter(s -> s.kind() != Kind.NUMBER).count();
        long budget = LARGEST * Math.max(STEPS, steps) / STEPS;
        String html = "";
        for (int largest = Notation.LARGEST_IN_FULL; largest >= 1; largest--) {
            html = page.html(title, largest);
            if (html.getBytes(StandardCharsets.UTF_8).length < budget) {
                return html;
            }
        }
        return html;
    }

    private String html(String title, int largest) {
        String style = resource("page.css");
        String script = squeezed(resource("page.js"));
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("title", Html.escaped(title));
        parts.put(
                "policy",
                "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '" + digest(style)
                        + "'; script-src '" + digest(script) + "'");
        parts.put("style", style);
        parts.put("heading", Html.escaped(title));
        parts.put("summary", summary());
        parts.put("graph", drawing("open", Set.of()));
        parts.put("overview", recording.groups().isEmpty() ? "" : drawing("shut", new HashSet<>(recording.groups())));
        parts.put("steps", stepRows(largest));
        parts.put("contributions", contributionRows(largest));
        parts.put("questions", Questions.of(recording, wrong, largest));
        parts.put("data", PageData.of(recording, wrong, largest));
        parts.put("script", script);
        String html = resource("page.html");
        StringBuilder filled = new StringBuilder();
        // In one pass, so that nothing of the user's is taken for a place to fill.
        int end = 0;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String place = "{{" + part.getKey() + "}}";
            int at = html.indexOf(place, end);
            filled.append(html, end, at).append(part.getValue());
            end = at + place.length();
        }
        return filled.append(html.substring(end)).append("\n").toString();
    }

    private String summary() {
        long operations = recording.steps().stream()
                .filter(s -> s.kind() == Kind.OPERATION)
                .count();
        Step root = recording.root();
        return Html.escaped(root.name() + " = " + Notation.value(root.value()) + ", reached in " + operations
                + (operations == 1 ? " operation" : " operations") + "; its gradient in "
                + recording.contributions().size() + " contributions.");
    }

    private String drawing(String id, Set<Group> closed) {
        Picture picture = Picture.of(recording, closed);
        Layout layout = Layout.of(picture);
        return "<svg id=\"" + id + "\" " + Svg.size(layout) + " role=\"group\" aria-label=\""
                + Html.escaped(Svg.title(picture)) + "\">" + Svg.content(layout, id) + "</svg>";
    }

    private String stepRows(int largest) {
        StringBuilder rows = new StringBuilder();
        for (Step s : recording.steps()) {
            if (s.kind() != Kind.NUMBER) {
                rows.append("<tr id=r").append(s.id()).append("><th scope=row>");
                rows.append(Html.escaped(s.name())).append("<td>");
                rows.append(Html.escaped(TraceText.expression(recording, s))).append("<td>");
                rows.append(value(s.value(), largest)).append("<td>");
                rows.append(cotangent(s, largest)).append("<td>");
                rows.append(difference(s, largest)).append("\n");
            }
        }
        return rows.toString();
    }

    private static String cotangent(Step s, int largest) {
        return s.kind() == Kind.CONSTANT
                ? "none: constant"
                : value(s.cotangent(), largest) + (s.contributes() ? "" : " (not on the way)");
    }

    private String difference(Step s, int largest) {
        DMatrixRMaj d = differences.get(s);
        if (d == null) {
            return "–";
        }
        boolean agrees = agrees(d, s.cotangent());
        return agrees && d.getNumElements() > SHORT
                ? "✓ each of " + d.getNumElements() + " entries"
                : value(d, largest) + (agrees ? " ✓" : " ≠");
    }

    private static String value(DMatrixRMaj m, int largest) {
        return Notation.isInFull(m, largest) ? Notation.value(m) : Notation.brief(m);
    }

    private static boolean agrees(DMatrixRMaj difference, DMatrixRMaj cotangent) {
        double scale = 0;
        double apart = 0;
        for (int i = 0; i < cotangent.getNumElements(); i++) {
            double here = Math.abs(difference.data[i] - cotangent.data[i]);
            if (!Double.isFinite(here)) {
                return false;
            }
            scale = Math.max(scale, Math.abs(cotangent.data[i]));
            apart = Math.max(apart, here);
        }
        return apart <= AGREEMENT * scale;
    }

    private String contributionRows(int largest) {
        StringBuilder rows = new StringBuilder();
        List<Contribution> all = recording.contributions();
        for (int i = 0; i < all.size(); i++) {
            Contribution c = all.get(i);
            String numbers = Notation.isInFull(c.from().value(), 1) && Notation.isInFull(c.to().value(), 1)
                    ? " = " + TraceText.withNumbers(recording, c)
                    : "";
            String sent = value(c.sent(), largest);
            rows.append("<tr id=c").append(i).append("><th scope=row>");
            rows.append(Html.escaped(c.to().barred())).append("<td>");
            rows.append(Html.escaped(
                    "+= " + TraceText.withNames(recording, c) + (numbers.equals(" = " + sent) ? "" : numbers)));
            rows.append("<td>").append(sent).append("<td>");
            rows.append(c.accumulates() ? value(c.total(), largest) : "").append("\n");
        }
        return rows.toString();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A script without the spaces around its operators, where these stand outside strings. */
    private static String squeezed(String script) {
        return Pattern.compile("('(?:[^'\\\\]|\\\\.)*')|[ ]*(=>|[=!]==|&&|\\|\\||[=?:,+{}])[ ]*")
                .matcher(script)
                .replaceAll(m -> Matcher.quoteReplacement(m.group(1) != null ? m.group(1) : m.group(2)));
    }

    /** A file beside this class, without indentation and lines that are comments. */
    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("trace: " + name + " is missing beside its class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
