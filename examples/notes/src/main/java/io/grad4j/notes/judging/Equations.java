package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Sym;
import java.util.Optional;

/** Tells equations that need not hold everywhere, such as definitions, conditions and equations to be solved, from claims. */
final class Equations {
    private final FormulaJudge judge;
    private final Trials trials;

    Equations(FormulaJudge judge, Trials trials) {
        this.judge = judge;
        this.trials = trials;
    }

    /** Why a relation of two sides, which fails, may be meant otherwise than as a claim. */
    Optional<String> excuse(Line left, Line right, Comparison failed, boolean equality) {
        if (equality && judge.isFree(right)) {
            return Optional.of("may define the name on its right");
        }
        if (isFreeLaw(left) || (equality && isFreeLaw(right))) {
            return Optional.of("may say which law is meant, or state a condition on it");
        }
        Expr a = failed.leftExpr();
        Expr b = failed.rightExpr();
        boolean zero = isZero(a) || isZero(b);
        boolean number = a instanceof Num || b instanceof Num || (b instanceof Neg neg && neg.a() instanceof Num);
        if ((zero && !isOperation(a) && !isOperation(b))
                || (number && judge.context().speaksOfSolving())) {
            return Optional.of("an equation that does not hold everywhere; it may be one to be solved");
        }
        if (!failed.heldIn().isEmpty() && isOfLawsAlone(failed)) {
            return Optional.of("holds where the laws have " + (failed.heldIn().get(0) + 1)
                    + " points; how many they have is not said");
        }
        return Optional.empty();
    }

    private static boolean isZero(Expr e) {
        return e instanceof Num num && num.value() == 0;
    }

    /** Whether a sum, a mean, a derivative or a divergence is there, so that it is no equation in an unknown. */
    private static boolean isOperation(Expr e) {
        boolean[] found = {false};
        e.walk(part -> found[0] |= part instanceof Expr.Big
                || part instanceof Expr.Integral
                || part instanceof Expr.Moment
                || part instanceof Expr.Kl);
        return found[0];
    }

    /** A law at a bare point, where nothing is known of the law. */
    private boolean isFreeLaw(Line line) {
        if (line.readings().size() != 1) {
            return false;
        }
        Expr e = line.readings().get(0).expr();
        Scope scope = judge.scope();
        String base = e instanceof Call || e instanceof Sym ? Scope.base(e) : "";
        Optional<Meaning> meaning = scope.of(base);
        boolean drawn = meaning.filter(m -> m instanceof Meaning.Distribution
                        || m instanceof Meaning.Table
                        || m instanceof Meaning.Potential)
                .isPresent();
        boolean defined = scope.of("\\bar{" + base + "}")
                .or(() -> scope.of("\\tilde{" + base + "}"))
                .filter(m -> m instanceof Meaning.Defined)
                .isPresent();
        return drawn && !defined;
    }

    private boolean isOfLawsAlone(Comparison failed) {
        for (String key : trials.draw(failed.failed().get(0)).values().keySet()) {
            boolean columns = judge.scope()
                    .of(key)
                    .filter(m -> m instanceof Meaning.Vector || m instanceof Meaning.Matrix)
                    .isPresent();
            if (columns && !key.equals(judge.scope().parameter())) {
                return false;
            }
        }
        boolean[] dimension = {false};
        failed.leftExpr().walk(e -> dimension[0] |= isDimension(e));
        failed.rightExpr().walk(e -> dimension[0] |= isDimension(e));
        return !dimension[0];
    }

    private boolean isDimension(Expr e) {
        return e instanceof Sym sym
                && judge.scope()
                        .of(sym)
                        .filter(m -> m instanceof Meaning.Dimension || m instanceof Meaning.Gaussian)
                        .isPresent();
    }

    /** Whether a number is rounded to the digits it is written with. */
    static boolean isRounded(Trials trials, Line left, Line right) {
        Expr b = right.readings().get(0).expr();
        Expr positive = b instanceof Neg neg ? neg.a() : b;
        if (!(positive instanceof Num num)) {
            return false;
        }
        int point = num.digits().indexOf('.');
        int decimals = point < 0 ? 0 : num.digits().length() - point - 1;
        try {
            Outcome exact = trials.of(left.readings().get(0).expr(), 0);
            Outcome other = trials.of(left.readings().get(0).expr(), 1 % trials.count());
            double written = b instanceof Neg ? -num.value() : num.value();
            return exact.isScalar()
                    && exact.entries()[0] == other.entries()[0]
                    && Math.abs(exact.entries()[0] - written) <= 0.5 * Math.pow(10, -decimals) * (1 + 1e-9);
        } catch (NotEvaluable unbound) {
            return false;
        }
    }
}
