package io.grad4j.kl.distributions;

import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A function c₀ + Σⱼ cⱼ·sⱼ(x) of a point.
 *
 * @param constant c₀, 1×1
 * @param terms the cⱼ and sⱼ
 */
public record Combination(Var constant, List<Term> terms) {
    /** c·s(x). */
    public record Term(Var coefficient, Statistic statistic) {}

    /** Copies the list. */
    public Combination {
        terms = List.copyOf(terms);
    }

    /** A constant. */
    static Combination of(Var constant) {
        return new Combination(constant, List.of());
    }

    /** This + c·s(x). */
    Combination plus(Var coefficient, Statistic statistic) {
        List<Term> more = new ArrayList<>(terms);
        more.add(new Term(coefficient, statistic));
        return new Combination(constant, more);
    }

    /** This + c·s(x) for a number c. */
    Combination plus(double coefficient, Statistic statistic) {
        return plus(constant.tape().constant(coefficient), statistic);
    }

    /** This - other, like statistics taken together, and left out where their coefficients are equal numbers. */
    public Combination minus(Combination other) {
        List<Term> difference = new ArrayList<>(terms);
        for (Term term : other.terms) {
            int like = 0;
            while (like < difference.size() && !difference.get(like).statistic.equals(term.statistic)) {
                like++;
            }
            if (like == difference.size()) {
                difference.add(new Term(term.coefficient.negate(), term.statistic));
            } else {
                Var c = difference.get(like).coefficient.minus(term.coefficient);
                difference.set(like, new Term(c, term.statistic));
            }
        }
        difference.removeIf(term -> term.coefficient.isConstant() && term.coefficient.scalar() == 0);
        return new Combination(constant.minus(other.constant), difference);
    }

    /** The value at each row of {@code x}, n×1; a coefficient 0 leaves its statistic out. */
    Var at(Var x) {
        Var sum = constant.broadcast(x.shape());
        for (Term term : terms) {
            sum = sum.plus(term.coefficient.elementMultOrZero(term.statistic.at(x)));
        }
        return sum;
    }

    /** The mean under {@code p}, 1×1, infinite where it diverges; empty if p does not know one of the statistics. */
    public Optional<Var> mean(Univariate p) {
        Var sum = constant;
        for (Term term : terms) {
            Optional<Var> mean = p.mean(constant.tape(), term.statistic);
            if (mean.isEmpty()) {
                return mean;
            }
            sum = sum.plus(term.coefficient.elementMultOrZero(mean.get()));
        }
        return Optional.of(sum);
    }
}
