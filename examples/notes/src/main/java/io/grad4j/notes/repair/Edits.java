package io.grad4j.notes.repair;

import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Add;
import io.grad4j.notes.syntax.Expr.Big;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Brace;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Integral;
import io.grad4j.notes.syntax.Expr.Mark;
import io.grad4j.notes.syntax.Expr.Marked;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.Mul;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Partial;
import io.grad4j.notes.syntax.Expr.Sym;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Single edits of a formula, each giving a formula that differs in one place. */
final class Edits {
    private static final Expr HALF = new Binary(Operation.DIVIDE, Num.of(1), Num.of(2));
    private static final Expr N = Sym.of("n");
    private static final int LARGEST_PART = 7;
    private static final int MOST_PARTS = 24;

    private Edits() {}

    /** Determinant for trace and the other way round, a sign, a factor 2, ½ or n more, a factor less, a power; the likeliest first. */
    static List<Expr> small(Expr e) {
        Set<Expr> all = new LinkedHashSet<>();
        all.addAll(everywhere(e, Edits::determinants));
        all.addAll(everywhere(e, Edits::signs));
        all.addAll(everywhere(e, Edits::factors));
        all.addAll(everywhere(e, Edits::powers));
        all.remove(e);
        return List.copyOf(all);
    }

    /** A factor less. */
    static List<Expr> withoutFactor(Expr e) {
        return everywhere(e, Edits::fewerFactors);
    }

    /** Two names exchanged throughout, in one part, or one name for another in one place. */
    static List<Expr> names(Expr e) {
        List<String> names = bases(e);
        Set<Expr> all = new LinkedHashSet<>();
        for (String a : names) {
            for (String b : names) {
                if (a.compareTo(b) < 0) {
                    all.add(exchanged(e, a, b));
                }
            }
        }
        for (String a : names) {
            for (String b : names) {
                if (a.compareTo(b) < 0) {
                    all.addAll(everywhere(e, part -> List.of(exchanged(part, a, b))));
                }
            }
        }
        for (String a : names) {
            for (String b : names) {
                all.addAll(everywhere(e, part -> isName(part) ? List.of(renamed(part, a, b)) : List.of()));
            }
        }
        all.remove(e);
        return List.copyOf(all);
    }

    /** A part that is in sight as one more factor, or as one more term. */
    static List<Expr> parts(Expr e, List<Expr> inSight) {
        List<Expr> parts = smallParts(inSight);
        Set<Expr> all = new LinkedHashSet<>();
        for (Expr part : parts) {
            all.addAll(everywhere(e, place -> multiplied(place, part)));
        }
        List<Expr> terms = new ArrayList<>(parts);
        terms.addAll(List.of(Num.of(1), N, HALF));
        for (Expr part : terms) {
            all.addAll(everywhere(e, place -> added(place, part)));
        }
        all.addAll(everywhere(e, Edits::dropped));
        all.remove(e);
        return List.copyOf(all);
    }

    /** The variants of {@code e} with one place changed as {@code local} says. */
    static List<Expr> everywhere(Expr e, Function<Expr, List<Expr>> local) {
        List<Expr> all = new ArrayList<>(local.apply(e));
        List<Expr> children = e.children();
        for (int i : editable(e)) {
            for (Expr changed : everywhere(children.get(i), local)) {
                List<Expr> copy = new ArrayList<>(children);
                copy.set(i, changed);
                all.add(e.with(copy));
            }
        }
        return all;
    }

    private static int[] editable(Expr e) {
        if (e instanceof Sym || e instanceof Call || e instanceof Expr.Kl || e instanceof Expr.Enumeration) {
            return new int[0];
        } else if (e instanceof Big) {
            return new int[] {3};
        } else if (e instanceof Moment) {
            return new int[] {2};
        } else if (e instanceof Integral || e instanceof Partial || e instanceof Nabla || e instanceof Brace) {
            return new int[] {0};
        }
        int[] all = new int[e.children().size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return all;
    }

    private static List<Expr> determinants(Expr e) {
        if (e instanceof Marked marked && marked.mark() == Mark.BARS) {
            return List.of(Fn.of("tr", marked.a()));
        } else if (e instanceof Fn fn && fn.name().equals("det")) {
            return List.of(Fn.of("tr", fn.arguments().get(0)));
        }
        return e instanceof Fn fn && fn.name().equals("tr")
                ? List.of(new Marked(Mark.BARS, fn.arguments().get(0)))
                : List.of();
    }

    private static List<Expr> signs(Expr e) {
        if (e instanceof Neg neg) {
            return List.of(neg.a());
        }
        return e instanceof Add || e instanceof Num ? List.of() : List.of(new Neg(e));
    }

    private static List<Expr> factors(Expr e) {
        List<Expr> all = new ArrayList<>(fewerFactors(e));
        if (e instanceof Binary binary && binary.operation() == Operation.DIVIDE) {
            all.add(binary.left());
        } else if (e instanceof Binary dot && dot.operation() == Operation.DOT) {
            all.addAll(List.of(dot.left(), dot.right()));
        }
        if (!(e instanceof Neg) && !(e instanceof Add)) {
            all.add(times(Num.of(2), e));
            all.add(times(HALF, e));
            all.add(times(N, e));
        }
        return all;
    }

    private static List<Expr> fewerFactors(Expr e) {
        List<Expr> all = new ArrayList<>();
        if (e instanceof Mul mul) {
            for (int i = 0; i < mul.factors().size(); i++) {
                List<Expr> rest = new ArrayList<>(mul.factors());
                rest.remove(i);
                all.add(rest.size() == 1 ? rest.get(0) : new Mul(rest));
            }
        }
        return all;
    }

    private static List<Expr> powers(Expr e) {
        if (e instanceof Binary power && power.operation() == Operation.POWER) {
            List<Expr> all = new ArrayList<>(List.of(power.left()));
            if (power.right() instanceof Num num && num.digits().matches("[1-9]")) {
                int k = Integer.parseInt(num.digits());
                all.add(new Binary(Operation.POWER, power.left(), Num.of(k + 1)));
                if (k > 2) {
                    all.add(new Binary(Operation.POWER, power.left(), Num.of(k - 1)));
                }
            }
            return all;
        }
        return e instanceof Sym || e instanceof Call ? List.of(new Binary(Operation.POWER, e, Num.of(2))) : List.of();
    }

    private static Expr times(Expr factor, Expr e) {
        if (e instanceof Binary fraction && fraction.operation() == Operation.DIVIDE && !factor.equals(HALF)) {
            Expr above = fraction.left().equals(Num.of(1)) ? factor : times(factor, fraction.left());
            return new Binary(Operation.DIVIDE, above, fraction.right());
        }
        List<Expr> all = new ArrayList<>(List.of(factor));
        all.addAll(e instanceof Mul mul ? mul.factors() : List.of(e));
        return new Mul(all);
    }

    private static boolean isName(Expr e) {
        return e instanceof Sym || e instanceof Call;
    }

    private static List<String> bases(Expr e) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> indices = new LinkedHashSet<>();
        e.walk(part -> {
            if (part instanceof Call call) {
                names.add(call.function().base());
                call.arguments()
                        .forEach(a -> a.walk(inside -> indices.add(inside instanceof Sym sym ? sym.base() : "")));
                call.given().forEach(a -> a.walk(inside -> indices.add(inside instanceof Sym sym ? sym.base() : "")));
            } else if (part instanceof Sym sym) {
                names.add(sym.base());
                sym.subscripts().forEach(s -> indices.add(s instanceof Sym below ? below.base() : ""));
            } else if (part instanceof Nabla nabla && nabla.by() instanceof Sym by) {
                indices.add(by.base());
            }
        });
        names.removeAll(indices);
        names.removeAll(Set.of("e", "\\pi", "n", "I"));
        return List.copyOf(names);
    }

    private static Expr exchanged(Expr e, String a, String b) {
        return e.rewrite(part -> part instanceof Sym sym && sym.base().equals(a)
                ? new Sym(b, sym.subscripts())
                : part instanceof Sym sym && sym.base().equals(b) ? new Sym(a, sym.subscripts()) : part);
    }

    private static Expr renamed(Expr e, String a, String b) {
        if (e instanceof Call call && call.function().base().equals(a)) {
            return new Call(new Sym(b, call.function().subscripts()), call.arguments(), call.given());
        }
        return e instanceof Sym sym && sym.base().equals(a) ? new Sym(b, sym.subscripts()) : e;
    }

    private static List<Expr> smallParts(List<Expr> inSight) {
        Set<Expr> parts = new LinkedHashSet<>();
        for (Expr formula : inSight) {
            formula.walk(e -> {
                boolean part = isName(e)
                        || e instanceof Fn
                        || (e instanceof Binary power && power.operation() == Operation.POWER);
                if (part && e.size() <= LARGEST_PART && parts.size() < MOST_PARTS) {
                    parts.add(e);
                }
            });
        }
        return List.copyOf(parts);
    }

    /** Behind the last factor, and between factors where their order matters. */
    private static List<Expr> multiplied(Expr place, Expr part) {
        if (place instanceof Mul mul) {
            List<Expr> all = new ArrayList<>();
            for (int i = mul.factors().size(); i > 0; i--) {
                List<Expr> more = new ArrayList<>(mul.factors());
                more.add(i, part);
                all.add(new Mul(more));
            }
            return all;
        }
        return place instanceof Add || place instanceof Neg || place instanceof Num
                ? List.of()
                : List.of(new Mul(List.of(place, part)));
    }

    private static List<Expr> added(Expr place, Expr part) {
        if (!(place instanceof Add add)) {
            return List.of();
        }
        List<Expr> plus = new ArrayList<>(add.terms());
        plus.add(part);
        List<Expr> minus = new ArrayList<>(add.terms());
        minus.add(new Neg(part));
        return List.of(new Add(plus), new Add(minus));
    }

    private static List<Expr> dropped(Expr place) {
        List<Expr> all = new ArrayList<>();
        if (place instanceof Add add) {
            for (int i = 0; i < add.terms().size(); i++) {
                List<Expr> rest = new ArrayList<>(add.terms());
                rest.remove(i);
                all.add(rest.size() == 1 ? rest.get(0) : new Add(rest));
            }
        }
        return all;
    }
}
