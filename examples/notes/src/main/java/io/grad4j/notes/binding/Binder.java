package io.grad4j.notes.binding;

import io.grad4j.notes.binding.Bound.Wish;
import io.grad4j.notes.source.Note;
import io.grad4j.notes.source.Piece;
import io.grad4j.notes.syntax.Chain;
import io.grad4j.notes.syntax.ChainSplitter;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.ParseError;
import io.grad4j.notes.syntax.Readings;
import io.grad4j.notes.syntax.Relation;
import io.grad4j.notes.syntax.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Binds the names of a note: by what its formulas and words say, by directives from where they stand, and by the definitions of
 * its displays, the latest first.
 */
public final class Binder {
    private static final Pattern TWO_LAWS =
            Pattern.compile("(?i)distributions?[a-z ]{0,24}? ([A-Za-z]) and ([A-Za-z])\\b");
    private static final Pattern LAWS_FOLLOW =
            Pattern.compile("(?is).*(distributions?|densit(y|ies)|分布)( functions?)?\\s*$");
    private static final Pattern DEFINING = Pattern.compile(
            "(?is).*\\b(let|define|denote|set|where|with|write|put|call|namely|i\\.e\\.)[^.]{0,40}$|.*(令|设|记|其中)\\s*$");
    private static final Pattern BINARY = Pattern.compile("(?is)\\s*is (a )?binary.*");

    private final Note note;
    private final List<List<Chain>> chains = new ArrayList<>();
    private final List<Optional<ParseError>> errors = new ArrayList<>();
    private final Facts facts = new Facts();

    private Binder(Note note) {
        this.note = note;
    }

    /** The pieces of a note, bound; what prose says is in the scopes of the formulas. */
    public static List<Bound> bind(Note note) {
        Binder binder = new Binder(note);
        binder.cut();
        binder.learn();
        return binder.bound();
    }

    private void cut() {
        for (Piece piece : note.pieces()) {
            List<Chain> found = List.of();
            Optional<ParseError> error = Optional.empty();
            if (piece instanceof Piece.Formula formula) {
                try {
                    found = ChainSplitter.split(formula.text(), formula.offset());
                } catch (ParseError unreadable) {
                    error = Optional.of(unreadable);
                }
            } else if (piece instanceof Piece.Unreadable unreadable) {
                error = Optional.of(new ParseError(unreadable.reason(), unreadable.offset()));
            }
            chains.add(found);
            errors.add(error);
        }
    }

    private void learn() {
        for (int i = 0; i < chains.size(); i++) {
            for (Chain chain : chains.get(i)) {
                chain.sides().forEach(side -> read(side).ifPresent(facts::learn));
            }
        }
        for (int i = 0; i < chains.size(); i++) {
            Piece piece = note.pieces().get(i);
            if (piece instanceof Piece.Prose prose) {
                prose(prose.text(), i + 1 < chains.size() ? chains.get(i + 1) : List.of());
            }
            for (Chain chain : chains.get(i)) {
                relations(chain);
                binary(chain, i);
            }
        }
    }

    private void prose(String text, List<Chain> next) {
        Matcher two = TWO_LAWS.matcher(text);
        while (two.find()) {
            facts.law(Sym.of(two.group(1)));
            facts.law(Sym.of(two.group(2)));
        }
        if (LAWS_FOLLOW.matcher(text).matches()) {
            for (Chain chain : next) {
                if (chain.sides().size() == 1) {
                    read(chain.sides().get(0))
                            .filter(e -> !Scope.base(e).isEmpty())
                            .ifPresent(facts::law);
                }
            }
        }
    }

    private void binary(Chain chain, int i) {
        boolean said = i + 1 < note.pieces().size()
                && note.pieces().get(i + 1) instanceof Piece.Prose after
                && BINARY.matcher(after.text()).matches();
        if (said && chain.sides().size() == 1) {
            read(chain.sides().get(0)).ifPresent(e -> facts.member(e, "lbrace0,1rbrace"));
        }
    }

    private void relations(Chain chain) {
        for (int k = 1; k < chain.sides().size(); k++) {
            Side left = chain.sides().get(k - 1);
            Side right = chain.sides().get(k);
            if (right.relation() == Relation.DISTRIBUTED) {
                read(left).ifPresent(l -> read(right).ifPresent(r -> facts.distributed(l, r)));
            } else if (right.relation() == Relation.MEMBER) {
                read(left).ifPresent(l -> facts.member(l, right.spelled()));
            }
        }
    }

    /** Where nothing is known yet, every bracket of bare names holds arguments. */
    static boolean isCalledAnywhere(String name) {
        return !name.endsWith("()") && !name.equals("E");
    }

    private static Optional<Expr> read(Side side) {
        try {
            return Optional.of(
                    Readings.of(side, Binder::isCalledAnywhere).get(0).expr());
        } catch (ParseError unreadable) {
            return Optional.empty();
        }
    }

    private List<Bound> bound() {
        Scope scope = new Scope();
        facts.bind(scope);
        List<Bound> all = new ArrayList<>();
        Wish wish = Wish.CHECK;
        for (int i = 0; i < chains.size(); i++) {
            Piece piece = note.pieces().get(i);
            if (piece instanceof Piece.Directive directive) {
                Optional<ParseError> error = Optional.empty();
                scope = scope.copy();
                try {
                    wish = Directives.apply(directive, scope, wish);
                } catch (ParseError unreadable) {
                    error = Optional.of(unreadable);
                }
                all.add(new Bound(piece, List.of(), scope, Map.of(), Wish.CHECK, error));
                continue;
            }
            Map<Integer, Optional<Meaning>> definitions = new HashMap<>();
            if (!chains.get(i).isEmpty()) {
                scope = scope.copy();
                define(i, scope, definitions);
            }
            all.add(new Bound(piece, chains.get(i), scope, definitions, wish, errors.get(i)));
            wish = piece instanceof Piece.Formula ? Wish.CHECK : wish;
        }
        return all;
    }

    private void define(int i, Scope scope, Map<Integer, Optional<Meaning>> definitions) {
        List<Chain> all = chains.get(i);
        for (int k = 0; k < all.size(); k++) {
            List<Side> sides = all.get(k).sides();
            if (sides.size() < 2 || all.get(k).implied()) {
                continue;
            }
            Relation relation = sides.get(1).relation();
            boolean intended = relation == Relation.DEFINED
                    || (relation == Relation.EQUAL
                            && (((Piece.Formula) note.pieces().get(i)).display() || isDefining(i)));
            Optional<Expr> head = read(sides.get(0));
            Optional<Expr> body = readIn(sides.get(1), scope);
            boolean diagonal = body.filter(Binder::isDiagonal).isPresent();
            if ((intended || diagonal) && head.isPresent() && body.isPresent()) {
                define(k, head.get(), body.get(), scope, definitions);
            }
        }
    }

    private boolean isDefining(int i) {
        return i > 0
                && note.pieces().get(i - 1) instanceof Piece.Prose before
                && DEFINING.matcher(before.text()).matches();
    }

    private static Optional<Expr> readIn(Side side, Scope scope) {
        try {
            return Optional.of(Readings.of(side, scope::isFunction).get(0).expr());
        } catch (ParseError unreadable) {
            return Optional.empty();
        }
    }

    private void define(int k, Expr head, Expr body, Scope scope, Map<Integer, Optional<Meaning>> definitions) {
        Sym name = head instanceof Call call ? call.function() : head instanceof Sym sym ? sym : Sym.of("");
        List<String> parameters = parameters(head);
        Optional<Meaning> old = scope.of(Scope.key(name));
        if (name.base().isEmpty()
                || mentions(body, name)
                || isDelta(name)
                || name.base().equals("H")) {
            return;
        }
        if (isEmpirical(body)) {
            scope.bind(Scope.key(name), new Meaning.Empirical(sampleOf(body)));
            scope.bind(sampleOf(body) + Scope.MEMBERS, new Meaning.Sample());
            scope.bindIfFree("n", new Meaning.Dimension());
            definitions.put(k, Optional.empty());
        } else if (isFree(head, parameters, old, body)) {
            boolean called = old.filter(m -> m instanceof Meaning.Matrix || m instanceof Meaning.Vector)
                    .isPresent();
            definitions.put(k, old.filter(m -> m instanceof Meaning.Defined));
            scope.bind(Scope.key(name), new Meaning.Defined(called ? List.of() : parameters, body));
            if (!called) {
                parameters.stream().filter(p -> mentions(body, Sym.of(p))).forEach(scope::assumeReal);
            }
        }
    }

    private static boolean isDiagonal(Expr body) {
        return body instanceof Fn fn
                && fn.name().equals("diag")
                && fn.arguments().get(0) instanceof Expr.Enumeration;
    }

    private static boolean isDelta(Sym name) {
        return name.base().equals("\\Delta") || name.base().equals("\\delta");
    }

    private static boolean isFree(Expr head, List<String> parameters, Optional<Meaning> old, Expr body) {
        if (head instanceof Call call && parameters.size() < call.arguments().size()) {
            return false;
        }
        boolean[] names = {false};
        body.walk(e -> names[0] |= e instanceof Sym);
        if (!names[0]) {
            return false;
        }
        if (old.isEmpty() || old.get() instanceof Meaning.Defined) {
            return true;
        }
        boolean bare = head instanceof Sym;
        if (old.get() instanceof Meaning.Distribution) {
            return !(body instanceof Sym) && !(body instanceof Call);
        }
        return old.get() instanceof Meaning.Scalar
                ? bare && !(body instanceof Sym)
                : old.get() instanceof Meaning.Matrix
                        && body instanceof Fn fn
                        && fn.name().equals("diag");
    }

    private static List<String> parameters(Expr head) {
        List<String> names = new ArrayList<>();
        if (head instanceof Call call) {
            for (Expr argument : call.arguments()) {
                if (argument instanceof Sym sym && sym.subscripts().isEmpty() && !names.contains(sym.base())) {
                    names.add(sym.base());
                }
            }
        }
        return names;
    }

    private static boolean mentions(Expr body, Sym name) {
        boolean[] found = {false};
        body.walk(e -> found[0] |= e.equals(name));
        return found[0];
    }

    private static boolean isEmpirical(Expr body) {
        return !sampleOf(body).isEmpty();
    }

    /** The y of 1/n Σ δ_{yᵢ}, or nothing. */
    private static String sampleOf(Expr body) {
        String[] sample = {""};
        body.walk(e -> {
            if (e instanceof Sym sym
                    && sym.base().equals("\\delta")
                    && sym.subscripts().size() == 1
                    && sym.subscripts().get(0) instanceof Sym point
                    && point.subscripts().size() == 1) {
                sample[0] = point.base();
            }
        });
        return sample[0];
    }
}
