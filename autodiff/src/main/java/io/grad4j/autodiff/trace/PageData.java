package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.trace.Json.array;
import static io.grad4j.autodiff.trace.Json.member;
import static io.grad4j.autodiff.trace.Json.object;
import static io.grad4j.autodiff.trace.Json.string;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What the script of a page reads: {@link TraceJson} in short.
 *
 * <p>Members: {@code r} root, {@code s} seed, {@code n} the steps as [name, first letter of the kind, arguments, value, cotangent,
 * innermost group], {@code G} the groups' names and parents, {@code f} the rules as MathML, {@code c} the contributions as [from, argument,
 * to, rule, sent] without what the cotangent or a sum tells, {@code w} those of a wrong order by their place in {@code c},
 * {@code b} where the first value and the first contribution are that are not finite. The page's tables have the rest.
 */
final class PageData {
    /** Digits of a number; more than are shown. */
    private static final MathContext DIGITS = new MathContext(9);

    private final Recording recording;
    private final int largest;
    private final List<String> rules = new ArrayList<>();

    private PageData(Recording recording, int largest) {
        this.recording = recording;
        this.largest = largest;
    }

    /** The data with matrices up to {@code largest}×{@code largest} in full. */
    static String of(Recording recording, @Nullable WrongOrder wrong, int largest) {
        PageData data = new PageData(recording, largest);
        Step broken = recording.firstNonFiniteValue();
        String contributions = array(recording.contributions(), data::contribution);
        String inWrongOrder = wrong == null ? "null" : array(wrong.contributions(), data::inWrongOrder);
        return object(
                member("r", Integer.toString(recording.root().id())),
                member("s", data.matrix(recording.seed())),
                member("n", array(recording.steps(), data::step)),
                member("G", array(recording.groups(), PageData::group)),
                member("f", array(data.rules, Json::string)),
                member("c", contributions),
                member("w", inWrongOrder),
                member(
                        "b",
                        "[" + (broken == null ? -1 : broken.id()) + "," + recording.firstNonFiniteContribution()
                                + "]"));
    }

    private String step(Step s) {
        Group group = recording.groupOf(s);
        return "[" + string(s.name()) + ",\""
                + s.kind().name().toLowerCase(Locale.ROOT).charAt(0) + "\","
                + array(s.arguments(), Object::toString) + "," + inTable(s.value()) + ","
                + (s.contributes() ? inTable(s.cotangent()) : "null") + (group == null ? "" : "," + group.id()) + "]";
    }

    private static String group(Group g) {
        Group parent = g.parent();
        return "[" + string(g.name()) + "," + (parent == null ? -1 : parent.id()) + "]";
    }

    /** Whether what is sent is all that arrives, so that it need not be said twice. */
    private boolean isAlone(Contribution c) {
        return c.to().id() != recording.root().id()
                && recording.contributions().stream()
                                .filter(other -> other.to().id() == c.to().id())
                                .count()
                        == 1;
    }

    private String contribution(Contribution c) {
        String rule = MathMl.of(c.formula());
        if (!rules.contains(rule)) {
            rules.add(rule);
        }
        String head = c.from().id() + "," + c.argument() + "," + c.to().id() + "," + rules.indexOf(rule);
        return "[" + head + (isAlone(c) ? "" : sent(c)) + "]";
    }

    /** The place of the same contribution in the right order, and what is sent where that differs. */
    private String inWrongOrder(Contribution c) {
        for (int i = 0; i < recording.contributions().size(); i++) {
            Contribution right = recording.contributions().get(i);
            if (right.from().equals(c.from()) && right.argument() == c.argument()) {
                boolean same = sent(right).equals(sent(c));
                return same ? Integer.toString(i) : "[" + i + sent(c) + "]";
            }
        }
        throw new IllegalStateException(
                "trace: no contribution from " + c.from().name() + " in the right order");
    }

    /** What is sent; the total instead where only a summary is written, for summaries cannot be added up. */
    private String sent(Contribution c) {
        return "," + matrix(Notation.isInFull(c.sent(), largest) ? c.sent() : c.total());
    }

    /** Empty where the page's table says as much. */
    private String inTable(DMatrixRMaj m) {
        return Notation.isInFull(m, largest) ? matrix(m) : string("");
    }

    /** A 1×1 as a number, up to the largest as rows, else in words. */
    private String matrix(DMatrixRMaj m) {
        if (m.numRows == 1 && m.numCols == 1) {
            return number(m.data[0]);
        }
        return Notation.isInFull(m, largest) ? Json.matrix(m, PageData::number) : string(Notation.brief(m));
    }

    private static String number(double x) {
        return Double.isFinite(x) ? Json.number(new BigDecimal(x).round(DIGITS).doubleValue()) : Json.number(x);
    }
}
