using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Statements, but for loops, jumps, exceptions and functions.</content>
internal sealed partial class ProgramGenerator
{
    private const int ExpressionDepth = 3;

    private Block MakeBlock(int depth, int atMost = 3) => Scoped(() => new Block(Statements(depth, _chance.Between(1, atMost))));

    private List<Statement> Statements(int depth, int count)
    {
        var statements = new List<Statement>();
        for (var i = 0; i < count; i++)
        {
            statements.Add(MakeStatement(depth));
        }

        return statements;
    }

    private Statement MakeStatement(int depth)
    {
        _statements--;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var made = depth > 0 && _statements > 0 && _chance.In100(45) ? Compound(depth - 1) : Plain(depth);
            if (made is not null)
            {
                return made;
            }
        }

        return Declaration();
    }

    private Statement? Compound(int depth) => _chance.Below(100) switch
    {
        < 22 => If(depth),
        < 45 => Loop(depth),
        < 70 => Try(depth),
        < 80 => Switch(depth),
        < 86 => Jumps(depth),
        < 89 => new Statement($"{MakeBlock(depth)}"),
        < 92 => new Statement($"{_chance.Of("checked", "unchecked")} {MakeBlock(depth)}"),
        < 93 => new Statement($"lock (journal) {Within(_at with { MayAwait = false }, () => MakeBlock(depth))}"),
        < 97 => Using(depth),
        < 98 => Ladder(),
        < 99 => Lifted(),
        _ => LocalFunction(),
    };

    private Statement? Plain(int depth) => _chance.Below(100) switch
    {
        < 30 => Declaration(),
        < 47 => Assigned(),
        < 50 => Fork(),
        < 56 => State(),
        < 62 => AwaitStatement(),
        < 66 => Deconstruction(),
        < 74 => Resized(),
        < 84 => Jump(),
        < 88 => new Statement($"journal.Log($\"{NewId()} {{{Make(Types.Int, 2)}}}\");"),
        < 90 => Constant(),
        < 92 => depth > 0 ? Lifted() : null,
        < 94 => depth > 0 ? LocalFunction() : null,
        < 96 => LateDeclaration(),
        _ => new Statement($"_ = {Make(RandomType(), ExpressionDepth)};"),
    };

    private Statement Declaration()
    {
        var type = RandomType();
        var value = Make(type, ExpressionDepth);
        var variable = Declare(type);
        if (type.Kind == TypeKind.Tuple && _chance.In100(50))
        {
            return new Statement($"{type.NamedElements} {variable.Name} = {value};");
        }

        return type.Kind is TypeKind.Text || _chance.In100(50)
            ? new Statement($"{type} {variable.Name} = {value};")
            : new Statement($"var {variable.Name} = {value};");
    }

    /// <summary>Declared first, assigned in branches.</summary>
    private Statement LateDeclaration()
    {
        var type = RandomType();
        var (condition, then, @else) = (Make(Types.Bool, 2), Make(type, 2), Make(type, 2));
        var variable = Declare(type);
        return new Statement($"{type} {variable.Name};\nif ({AsVariable(condition)}) {variable.Name} = {then}; else {variable.Name} = {@else};");
    }

    private Statement Constant()
    {
        var value = Literal(_chance.Of(Types.Int, Types.Text));
        if (!value.IsConstant)
        {
            return State();
        }

        var variable = new Variable(_scope.NewName("c"), value.Type, IsAssignable: false, IsConstant: true);
        _scope.Variables.Add(variable);
        return new Statement($"const {value.Type} {variable.Name} = {value};");
    }

    private Statement? Assigned()
    {
        if (_chance.In100(8))
        {
            return FindVariable(Types.Box) is { } box ? new Statement($"{box.Name}?.{_chance.Of("Number", "Cell.Value", "Next?.Number")} {_chance.Of("=", "+=")} {Make(Types.Int, 2)};") : null;
        }

        if (FindVariable(_ => true) is not { } some || Target(some.Type.Kind is TypeKind.Class or TypeKind.Struct ? Types.Int : some.Type, 2) is not { } target)
        {
            return null;
        }

        var type = target.Type;
        if (type.IsNumber && _chance.In100(50))
        {
            return new Statement($"{Changed(target, 2).WithoutParentheses()};");
        }

        if (_chance.In100(15) && FindAssignable(type) is { } second)
        {
            return new Statement($"{target} = {second.Name} = {Make(type, 2)};");
        }

        var assign = type.Kind is TypeKind.Nullable || type.IsReference ? _chance.Of("=", "=", "??=") : "=";
        return type.Kind == TypeKind.Text && _chance.In100(50)
            ? new Statement($"{target} += {Bounded(Make(type, ExpressionDepth))};")
            : new Statement($"{target} {assign} {Make(type, ExpressionDepth)};");
    }

    private Statement Deconstruction()
    {
        if (_chance.In100(40) && FindAssignable(Types.Int) is { } first && Target(Types.Int, 1) is { } second)
        {
            return new Statement($"({first.Name}, {second}) = ({Make(Types.Int, 2)}, {Make(Types.Int, 2)});");
        }

        var type = RandomTuple();
        var value = Make(type, ExpressionDepth);
        var variables = type.Arguments.Select(part => Declare(part)).ToList();
        return _chance.In100(50)
            ? new Statement($"var ({string.Join(", ", variables.Select(variable => variable.Name))}) = {value};")
            : new Statement($"({string.Join(", ", variables.Select(variable => $"{variable.Type} {variable.Name}"))}) = {value};");
    }

    /// <summary>A collection grows.</summary>
    private Statement? Resized()
    {
        if (!_at.MayResize || FindVariable(variable => variable.Type.Kind is TypeKind.List or TypeKind.Map or TypeKind.Set or TypeKind.Stack or TypeKind.Queue) is not { } grown)
        {
            return null;
        }

        var element = grown.Type.Arguments[^1];
        return grown.Type.Kind switch
        {
            TypeKind.List when _chance.In100(25) => new Statement($"{grown.Name}.{_chance.Of("Clear()", "Reverse()", "RemoveAt(0)")};"),
            TypeKind.List or TypeKind.Set => new Statement($"{grown.Name}.Add({Make(element, 2)});"),
            TypeKind.Stack => new Statement($"{grown.Name}.Push({Make(element, 2)});"),
            TypeKind.Queue => new Statement($"{grown.Name}.Enqueue({Make(element, 2)});"),
            _ => new Statement($"{grown.Name}[{Key(1)}] = {Make(element, 2)};"),
        };
    }

    /// <summary>Shows the variables, so that a lost write is seen.</summary>
    private Statement State()
    {
        var shown = _scope.VisibleVariables.Where(variable => !variable.IsConstant).Select(variable => variable.Name);
        return new Statement($"journal.State({string.Join(", ", shown.Prepend(NewId()))});");
    }

    private Statement If(int depth)
    {
        var condition = Make(Types.Bool, ExpressionDepth);
        var then = MakeBlock(depth);
        var @else = _chance.In100(45) ? new Clause($"\nelse {MakeBlock(depth)}") : null;
        return new Statement($"if ({condition}) {then}{@else}");
    }

    /// <summary>Many awaits, each of which may come or not: all rests of the handler share what follows.</summary>
    private Statement? Ladder()
    {
        if (!_at.MayAwait || _hasLadder)
        {
            return null;
        }

        _hasLadder = true;
        var rungs = new List<Statement>();
        var count = _chance.Between(4, 9);
        for (var i = 0; i < count; i++)
        {
            _awaits += 2;
            var condition = AsVariable(Make(Types.Bool, 1));
            var then = Scoped(() => FindAssignable(Types.Int) is { } variable && _chance.In100(70) ? new Statement($"{variable.Name} {_chance.Of("=", "+=", "-=")} {Await(Types.Int, 1)};") : AwaitStatement());
            var @else = _chance.In100(20) ? new Clause($"\nelse {MakeBlock(0, 1)}") : null;
            rungs.Add(new Statement($"if ({condition}) {new Block([then ?? State()])}{@else}"));
        }

        return new Statement($"{new Block([.. rungs, State()])}");
    }

    private Statement Switch(int depth)
    {
        var switched = RandomSwitched();
        var value = MakeVariable(switched, ExpressionDepth);
        var patterns = Patterns(switched);
        var sections = new List<Node>();
        var hasDefault = _chance.In100(75);
        foreach (var pattern in patterns)
        {
            var when = pattern != patterns[0] && _chance.In100(25) ? new Clause($" when {Guard()}") : null;
            sections.Add(new Clause($"case {pattern}{when}:\n{SectionBody(depth, patterns, switched, hasDefault)}\n"));
        }

        if (_chance.In100(25))
        {
            Variable[] bound = [new(_scope.NewName("m"), switched)];
            var condition = Visible(bound, Guard);
            sections.Add(new Clause($"case var {bound[0].Name} when {condition}:\n{Visible(bound, () => SectionBody(depth, patterns, switched, hasDefault))}\n"));
        }

        var @default = hasDefault ? new Clause($"default:\n{SectionBody(depth, _chance.In100(30) ? patterns : [], switched, hasDefault: false)}\n") : null;
        return new Statement($"switch ({value}) {{\n{Sequence(sections)}{@default}}}");
    }

    private Statement SectionBody(int depth, List<string> patterns, ProgramType switched, bool hasDefault)
    {
        var body = Within(_at with { MayBreak = true, RunsOnce = false }, () => MakeBlock(depth, 2));
        var isConstant = switched.Text is "int" or "string" or "Shade" or "char";
        var target = isConstant && patterns.Count > 0 && patterns[0] is var first && s_constants[switched.Text].Contains(first) && _at.HasFuel && _chance.In100(20)
            ? new Clause($"if (fuel-- > 0) goto case {first};\n")
            : null;
        var other = hasDefault && _at.HasFuel && _chance.In100(12) ? new Clause($"if (fuel-- > 0) goto default;\n") : null;
        return new Statement($"{body}\n{target}{other}break;");
    }
}
