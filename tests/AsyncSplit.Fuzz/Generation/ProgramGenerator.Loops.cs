using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Loops, and the jumps in them. All end: by fuel, or because what they go through ends.</content>
internal sealed partial class ProgramGenerator
{
    private Statement Loop(int depth) => _chance.Below(_at.HasFuel ? 6 : 3) switch
    {
        < 2 => ForEach(depth),
        2 => For(depth),
        3 => For(depth),
        4 => new Statement($"while (fuel-- > 0 && {Repeated(() => Make(Types.Bool, 2))}) {LoopBody(depth)}"),
        _ => new Statement($"do {LoopBody(depth)} while (fuel-- > 0 && {Repeated(() => Make(Types.Bool, 2))});"),
    };

    private Block LoopBody(int depth) => Within(_at with { MayBreak = true, MayContinue = true, RunsOnce = false }, () => MakeBlock(depth));

    private Statement For(int depth) => Scoped(() =>
    {
        var from = Make(Types.Int, 1);
        var index = Declare(Types.Int, isAssignable: _at.HasFuel, hint: "i");
        var limit = _at.HasFuel ? $"fuel-- > 0 && " : "";
        var condition = _at.HasFuel ? Repeated(() => Make(Types.Int, 2)) : Expression.Constant(Types.Int, "2");
        if (!_at.HasFuel)
        {
            return new Statement($"for (var {index.Name} = 0; {index.Name} < 2; {index.Name}++) {LoopBody(depth)}");
        }

        var step = _chance.In100(70) ? new Expression(Types.Int, $"{index.Name}++") : new Expression(Types.Int, $"{index.Name} += {Repeated(() => Make(Types.Int, 1))}");
        return new Statement($"for (var {index.Name} = {from}; {limit}{index.Name} < {condition}; {step}) {LoopBody(depth)}");
    });

    private Statement ForEach(int depth)
    {
        var type = _chance.Below(10) switch
        {
            < 6 => FindVariable(variable => variable.Type.Kind is TypeKind.Array or TypeKind.List or TypeKind.Map or TypeKind.Set or TypeKind.Stack or TypeKind.Queue)?.Type ?? Types.List(Types.Int),
            6 => Types.Text,
            7 => Types.List(RandomTuple()),
            _ => Types.Array(RandomElement()),
        };
        var made = Make(type, 2);

        // The compiler refuses a null that it sees.
        var source = type.Equals(Types.Text) && made.IsLiteral ? Traced(made) : made;
        var body = _at with { MayBreak = true, MayContinue = true, MayResize = false, RunsOnce = false };
        return Scoped(() =>
        {
            if (type.Kind == TypeKind.Map)
            {
                var (key, value) = (Declare(Types.Text, isAssignable: false), Declare(type.Arguments[1], isAssignable: false));
                return new Statement($"foreach (var ({key.Name}, {value.Name}) in {source}) {Within(body, () => MakeBlock(depth))}");
            }

            var element = type.Kind switch
            {
                TypeKind.Text => Types.Char,
                _ => type.Element,
            };
            if (element.Kind == TypeKind.Tuple && _chance.In100(50))
            {
                var parts = element.Arguments.Select(part => Declare(part, isAssignable: false)).ToList();
                return new Statement($"foreach (var ({string.Join(", ", parts.Select(part => part.Name))}) in {source}) {Within(body, () => MakeBlock(depth))}");
            }

            var item = Declare(element, isAssignable: false, hint: "item");
            return new Statement($"foreach ({(_chance.In100(50) ? "var" : element.Text)} {item.Name} in {source}) {Within(body, () => MakeBlock(depth))}");
        });
    }

    private Expression Repeated(Func<Expression> make) => Within(_at with { RunsOnce = false }, make);

    /// <summary>Leaves where it stands, on a condition.</summary>
    private Statement? Jump()
    {
        var ways = new List<Func<Node>>();
        if (_at.MayBreak)
        {
            ways.Add(() => new Statement($"break;"));
        }

        if (_at.MayContinue)
        {
            ways.Add(() => new Statement($"continue;"));
        }

        if (_at.MayRethrow)
        {
            ways.Add(() => new Statement($"throw;"));
        }

        if (_at.Returns is { } result)
        {
            ways.Add(() => new Statement($"return {Make(result, 2)};"));
        }

        if (_at.Labels.Length > 0 && _at.HasFuel)
        {
            var label = _chance.Of<string>(_at.Labels);
            ways.Add(() => new Statement($"if (fuel-- > 0) goto {label};"));
        }

        if (_chance.In100(40))
        {
            ways.Add(() => new Statement($"throw {NewException(1)};"));
        }

        return ways.Count == 0 ? null : new Statement($"if ({AsVariable(Make(Types.Bool, 2))}) {{ {_chance.Of<Func<Node>>(ways)()} }}");
    }

    /// <summary>Labels and jumps to them, back and ahead.</summary>
    private Statement? Jumps(int depth)
    {
        if (!_at.HasFuel)
        {
            return null;
        }

        var label = _scope.NewName("L");
        var at = _at with { Labels = _at.Labels.Add(label), RunsOnce = false };
        var body = Within(at, () => MakeBlock(depth));
        return _chance.In100(50)
            ? new Statement($"{label}:\n{body}\nif (fuel-- > 0 && {Repeated(() => Make(Types.Bool, 2))}) goto {label};")
            : new Statement($"if ({AsVariable(Make(Types.Bool, 2))}) goto {label};\n{body}\n{label}:\njournal.Log(\"{label}\");");
    }
}
