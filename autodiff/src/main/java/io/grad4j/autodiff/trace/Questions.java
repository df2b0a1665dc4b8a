package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Step.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** What learners ask, answered with the numbers of this trace. */
final class Questions {
    private final Recording recording;
    private final int largest;
    private final StringBuilder text = new StringBuilder();

    private Questions(Recording recording, int largest) {
        this.recording = recording;
        this.largest = largest;
    }

    static String of(Recording recording, @Nullable WrongOrder wrong, int largest) {
        Questions questions = new Questions(recording, largest);
        questions.answer("accumulate", "Why += and not =?", questions.whyAccumulate());
        questions.answer("order", "Why from the last step to the first?", questions.whyOrder(wrong));
        questions.answer("twice", "What if the sweep runs twice?", questions.whatIfTwice());
        questions.answer("seed", "Why is every adjoint 0 before the seed?", questions.whySeed());
        questions.answer("finite", "Where did the NaN start?", questions.whereNotFinite());
        questions.answer("differences", "How does one know that it is right?", HOW_RIGHT);
        return questions.text.toString();
    }

    private static final String HOW_RIGHT =
            "<p>Move one number a little, compute the steps after it again, and see how much the result moves: that is the column of"
                    + " finite differences, extrapolated to a move of 0. ✓: it agrees to five digits. ≠: a kink, an edge of a"
                    + " domain, or a wrong rule. Constants stay as they are.</p>";

    private void answer(String id, String question, String answer) {
        text.append("<details id=\"")
                .append(id)
                .append("\"><summary>")
                .append(question)
                .append("</summary>")
                .append(answer)
                .append("</details>\n");
    }

    private String whyAccumulate() {
        List<Contribution> second = recording.contributions().stream()
                .filter(Contribution::accumulates)
                .toList();
        String rule =
                "<p>A change of a value reaches the result along every step that uses it, and the changes add up. So each user"
                        + " adds its share; = would keep the last share alone.</p>";
        if (second.isEmpty()) {
            return rule + "<p>Here each value on the way has one user, so no share is added to another.</p>";
        }
        Contribution c = second.get(0);
        String shares = recording.contributions().stream()
                .filter(o -> o.to().id() == c.to().id())
                .map(o -> value(o.sent()))
                .map(n -> n.startsWith("-") ? "(" + n + ")" : n)
                .collect(Collectors.joining(" + "));
        return rule + "<p>Here " + name(c.to()) + " receives " + Html.escaped(shares) + " = "
                + Html.escaped(value(c.to().cotangent())) + "; "
                + link(recording.contributions().indexOf(c), "see it added")
                + ".</p>";
    }

    private String whyOrder(@Nullable WrongOrder wrong) {
        String rule =
                "<p>A step may pass its adjoint on only when all its users have reported, for a rule multiplies what is there,"
                        + " and a share that comes later is never passed on. The order of recording has every step after its arguments, so"
                        + " the way back has every user before what it uses.</p>";
        if (wrong == null) {
            return rule + "<p>Here there is nothing to wait for.</p>";
        }
        Step first = recording.steps().stream()
                .filter(s -> s.kind() == Kind.VARIABLE)
                .filter(s ->
                        !value(s.cotangent()).equals(value(wrong.cotangents().get(s.id()))))
                .findFirst()
                .orElse(null);
        return rule + "<p>The switch <b>Wrong order</b> goes " + wrong.walk()
                + ": a step passes on what it has when its turn comes, and does not wait."
                + (first == null
                        ? ""
                        : " Then " + name(first) + " ends with "
                                + Html.escaped(value(wrong.cotangents().get(first.id()))) + " where "
                                + Html.escaped(value(first.cotangent())) + " is right.")
                + "</p>";
    }

    private String whatIfTwice() {
        return "<p>The same numbers come again: each sweep starts from zeros and gives its adjoints back as a result. Where adjoints are"
                + " kept on the variables and a second sweep adds to them, they come out doubled, unless they are set to 0"
                + " first.</p>";
    }

    private String whySeed() {
        Step root = recording.root();
        return "<p>A rule multiplies the adjoint of the step it starts at. With every adjoint at 0 it sends 0. The seed, "
                + Html.escaped(root.barred() + " = " + value(recording.seed()))
                + ", says: the result moves by as much as itself. "
                + "<a href=\"#step=" + (forwardSteps() + 1) + "\">See it set</a>.</p>";
    }

    private String whereNotFinite() {
        Step value = recording.firstNonFiniteValue();
        int sent = recording.firstNonFiniteContribution();
        if (value == null && sent < 0) {
            return "<p>Nowhere: every value and every adjoint here is finite. Where one is not, the first is marked ⚠.</p>";
        }
        StringBuilder answer = new StringBuilder("<p>");
        if (value == null) {
            answer.append("Every value is finite. ");
        } else {
            answer.append("Forward at ")
                    .append(name(value))
                    .append(" = ")
                    .append(Html.escaped(TraceText.expression(recording, value)))
                    .append(" = ")
                    .append(Html.escaped(value(value.value())))
                    .append(". ");
        }
        if (sent < 0) {
            answer.append("Every contribution is finite.");
        } else {
            Contribution c = recording.contributions().get(sent);
            answer.append("Backward where ")
                    .append(name(c.from()))
                    .append(" sends ")
                    .append(Html.escaped(value(c.sent())))
                    .append(" to ")
                    .append(name(c.to()))
                    .append("; ")
                    .append(link(sent, "see it sent"))
                    .append(". What comes after may be its consequence.");
        }
        return answer.append("</p>").toString();
    }

    private static String name(Step s) {
        return "<b>" + Html.escaped(s.name()) + "</b>";
    }

    private String link(int contribution, String words) {
        return "<a href=\"#step=" + (forwardSteps() + 2 + contribution) + "\">" + words + "</a>";
    }

    /** Steps of the page before the seed: one for each value that is computed or given as a variable. */
    private long forwardSteps() {
        return recording.steps().stream()
                .filter(s -> s.kind() == Kind.VARIABLE || s.kind() == Kind.OPERATION)
                .count();
    }

    private String value(DMatrixRMaj m) {
        return Notation.isInFull(m, largest) ? Notation.value(m) : Notation.brief(m);
    }
}
