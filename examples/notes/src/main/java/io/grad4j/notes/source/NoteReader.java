package io.grad4j.notes.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the formulas of a Markdown or LaTeX note.
 *
 * <p>Formulas stand between {@code $}, {@code $$}, {@code \( \)}, {@code \[ \]} and in the display environments of amsmath. Code, fenced
 * or inline, and verbatim text are skipped. A dollar opens a formula if no blank follows it, and closes one if no blank precedes it and
 * no digit follows, so amounts of money are words; a formula within a line ends at an empty line at the latest.
 */
public final class NoteReader {
    /** The longest note that is read, in characters. */
    public static final int LONGEST_NOTE = 1_000_000;

    private static final int LONGEST_INLINE = 2000;

    private static final String ENVIRONMENTS =
            "equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|dmath";
    private static final Pattern OPENING = Pattern.compile(
            "(?<fence>^[ >]*(?<tick>`{3,}|~{3,}))"
                    + "|(?<verbatim>\\\\begin\\{(?<verb>verbatim|lstlisting|minted)\\*?})"
                    + "|(?<comment><!--)|(?<percent>^[ \\t>]*%[ \\t]*verify:)"
                    + "|(?<code>`+)|(?<escaped>\\\\[$`\\\\%])"
                    + "|(?<dollars>\\$\\$)|(?<dollar>\\$)"
                    + "|(?<bracket>\\\\\\[)|(?<round>\\\\\\()"
                    + "|(?<env>\\\\begin\\{(?<name>" + ENVIRONMENTS + ")(?<star>\\*?)})"
                    + "|(?<remark>%)",
            Pattern.MULTILINE);
    private static final Pattern EMPTY_LINE = Pattern.compile("\\n[ \\t>]*\\n");
    private static final Pattern REMARK = Pattern.compile("(?<!\\\\)%[ \\t]*verify:([^\\n]*)");
    private static final Pattern DIRECTIVE = Pattern.compile("\\s*verify:", Pattern.CASE_INSENSITIVE);

    private final String text;
    private final boolean latex;
    private final List<Piece> pieces = new ArrayList<>();
    private final Set<String> absent = new HashSet<>();
    private int proseFrom;

    private NoteReader(String name, String text) {
        this.text = text;
        this.latex = name.endsWith(".tex") || text.contains("\\documentclass") || text.contains("\\begin{document}");
    }

    /** The pieces of a note. */
    public static Note read(String name, String text) {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        if (unix.startsWith("\uFEFF")) {
            unix = unix.substring(1);
        }
        if (unix.length() > LONGEST_NOTE) {
            return new Note(
                    name,
                    "",
                    List.of(new Piece.Unreadable(
                            "",
                            0,
                            "the note has " + unix.length() + " characters; at most " + LONGEST_NOTE + " are read")));
        }
        return new Note(name, unix, new NoteReader(name, unix).pieces());
    }

    private List<Piece> pieces() {
        Matcher matcher = OPENING.matcher(text);
        int at = 0;
        while (at <= text.length() && matcher.find(at)) {
            at = afterOpening(matcher);
        }
        prose(text.length());
        return pieces;
    }

    private int afterOpening(Matcher m) {
        int start = m.start();
        int inside = m.end();
        if (m.group("fence") != null) {
            return skipped(start, fenceEnd(m.group("tick"), inside));
        }
        if (m.group("verbatim") != null) {
            return skipped(start, after("\\end{" + m.group("verb"), inside));
        }
        if (m.group("comment") != null) {
            return comment(start, inside);
        }
        if (m.group("percent") != null) {
            int end = lineEnd(inside);
            prose(start);
            pieces.add(new Piece.Directive(text.substring(inside, end), inside));
            return resume(end);
        }
        if (m.group("code") != null) {
            int end = text.indexOf(m.group("code"), inside);
            int paragraph = paragraphEnd(inside);
            return end < 0 || end > paragraph
                    ? inside
                    : skipped(start, end + m.group("code").length());
        }
        if (m.group("remark") != null) {
            return latex ? skipped(start, lineEnd(inside)) : inside;
        }
        return m.group("escaped") != null ? inside : formula(m);
    }

    private int formula(Matcher m) {
        int start = m.start();
        int inside = m.end();
        if (m.group("dollars") != null) {
            return close(start, inside, "$$", true);
        }
        if (m.group("dollar") != null) {
            return inline(start, inside);
        }
        if (m.group("bracket") != null) {
            return close(start, inside, "\\]", true);
        }
        if (m.group("round") != null) {
            return close(start, inside, "\\)", false);
        }
        return close(start, inside, "\\end{" + m.group("name") + m.group("star") + "}", true);
    }

    private int close(int start, int inside, String closing, boolean display) {
        // Once a sign is not found it is not looked for again, or a note of openings alone would take long.
        int end = absent.contains(closing) ? -1 : text.indexOf(closing, inside);
        if (end < 0) {
            absent.add(closing);
            prose(start);
            pieces.add(new Piece.Unreadable(
                    text.substring(start, Math.min(text.length(), start + 40)),
                    start,
                    "this formula is not closed: no " + closing + " follows"));
            return resume(inside);
        }
        return add(start, inside, end, end + closing.length(), display);
    }

    private int inline(int start, int inside) {
        if (inside >= text.length() || Character.isWhitespace(text.charAt(inside))) {
            return inside;
        }
        int longest = Math.min(text.length(), inside + LONGEST_INLINE);
        int code = text.substring(inside, longest).indexOf('`');
        int limit = Math.min(paragraphEnd(inside), code < 0 ? longest : inside + code);
        for (int end = text.indexOf('$', inside); end >= 0 && end < limit; end = text.indexOf('$', end + 1)) {
            boolean escaped = text.charAt(end - 1) == '\\';
            boolean blankBefore = Character.isWhitespace(text.charAt(end - 1));
            boolean digitAfter = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
            if (!escaped && !blankBefore && !digitAfter) {
                boolean display = text.startsWith("\\begin", inside);
                return add(start, inside, end, end + 1, display);
            }
        }
        return inside;
    }

    private int add(int start, int inside, int end, int after, boolean display) {
        prose(start);
        int from = Math.max(0, start - LONGEST_INLINE);
        int lineStart = from + text.substring(from, start).lastIndexOf('\n') + 1;
        boolean quoted = text.startsWith(">", lineStart);
        String formula = text.substring(inside, end);
        if (quoted) {
            formula = Pattern.compile("(?m)(?<=\\n)[ \\t]*>").matcher(formula).replaceAll(hit -> " "
                    .repeat(hit.group().length()));
        }
        Matcher remark = REMARK.matcher(formula);
        while (remark.find()) {
            pieces.add(new Piece.Directive(remark.group(1), inside + remark.start(1)));
        }
        pieces.add(new Piece.Formula(formula, inside, display));
        return resume(after);
    }

    private int comment(int start, int inside) {
        int end = text.indexOf("-->", inside);
        int stop = end < 0 ? text.length() : end;
        Matcher directive = DIRECTIVE.matcher(text).region(inside, stop);
        prose(start);
        if (directive.lookingAt()) {
            pieces.add(new Piece.Directive(text.substring(directive.end(), stop), directive.end()));
        }
        return resume(Math.min(text.length(), stop + 3));
    }

    private int skipped(int start, int end) {
        prose(start);
        return resume(end);
    }

    private int resume(int at) {
        proseFrom = at;
        return at;
    }

    private void prose(int end) {
        if (end > proseFrom) {
            pieces.add(new Piece.Prose(text.substring(proseFrom, end), proseFrom));
        }
        proseFrom = Math.max(proseFrom, end);
    }

    private int fenceEnd(String ticks, int inside) {
        Matcher closing = Pattern.compile("(?m)^[ >]*" + Pattern.quote(ticks) + "+[ \\t]*$")
                .matcher(text);
        return closing.find(lineEnd(inside)) ? closing.end() : text.length();
    }

    private int after(String closing, int from) {
        int end = text.indexOf(closing, from);
        return end < 0 ? text.length() : end + closing.length();
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int paragraphEnd(int from) {
        Matcher empty = EMPTY_LINE.matcher(text).region(from, Math.min(text.length(), from + LONGEST_INLINE));
        return empty.find() ? empty.start() : text.length();
    }
}
