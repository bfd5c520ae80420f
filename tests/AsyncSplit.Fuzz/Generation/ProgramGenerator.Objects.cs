using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>New objects and collections, and what is read out of them.</content>
internal sealed partial class ProgramGenerator
{
    /// <summary>A new value. At depth 0 no part of it is held by anybody else.</summary>
    private Expression Construct(ProgramType type, int depth) => type.Kind switch
    {
        TypeKind.Array => NewArray(type, depth),
        TypeKind.Grid => new Expression(type, $"new {type.Element}[,] {{ {{ {Part(type.Element, depth)}, {Part(type.Element, depth)} }}, {{ {Part(type.Element, depth)}, {Part(type.Element, depth)} }} }}"),
        TypeKind.List => NewList(type, depth),
        TypeKind.Set => new Expression(type, $"(({type})[{PartList(type.Element, depth)}])"),
        TypeKind.Stack or TypeKind.Queue => new Expression(type, $"new {type}({new Expression(Types.Array(type.Element), $"new {type.Element}[] {{ {PartList(type.Element, depth)} }}")})"),
        TypeKind.Map => NewMap(type, depth),
        _ => New(type, depth),
    };

    private Expression Part(ProgramType type, int depth) => depth > 0 ? Make(type, depth - 1) : type.IsShared ? Construct(type, 0) : Literal(type);

    /// <summary>Most often more than one, so that an index finds something.</summary>
    private List<Node> PartList(ProgramType type, int depth) => [.. Enumerable.Range(0, _chance.Of(0, 2, 2, 3, 3, 4)).Select(_ => Part(type, depth))];

    private Expression NewArray(ProgramType type, int depth)
    {
        if (_chance.In100(15) && !type.Element.IsReference)
        {
            return new Expression(type, $"(new {type.Element}[{_chance.Between(2, 3)}])");
        }

        return _chance.In100(50) || depth == 0
            ? new Expression(type, $"new {type} {{ {PartList(type.Element, depth)} }}")
            : new Expression(type, $"(({type})[{Part(type.Element, depth)}{new Clause($", {Part(type.Element, depth)}")}{new Clause($"{Spread(type.Element, depth)}")}])");
    }

    private Expression NewList(ProgramType type, int depth) => _chance.In100(50) || depth == 0
        ? new Expression(type, $"new {type} {{ {PartList(type.Element, depth)} }}")
        : new Expression(type, $"(({type})[{Part(type.Element, depth)}{new Clause($"{Spread(type.Element, depth)}")}{new Clause($", {Part(type.Element, depth)}")}])");

    private Expression Spread(ProgramType element, int depth)
    {
        var spread = Make(_chance.Of(Types.List(element), Types.Array(element)), depth - 1);
        return new Expression(spread.Type, $", .. {spread}");
    }

    private Expression NewMap(ProgramType type, int depth)
    {
        var value = type.Arguments[1];
        return _chance.In100(60)
            ? new Expression(type, $"new {type} {{ [{Key(depth)}] = {Part(value, depth)}, [{Key(depth)}] = {Part(value, depth)} }}")
            : new Expression(type, $"new {type} {{ {{ {Key(depth)}, {Part(value, depth)} }}, {{ {Key(depth)}, {Part(value, depth)} }} }}");
    }

    private Expression Key(int depth) => depth > 0 && _chance.In100(35) ? Make(Types.Text, depth - 1) : Expression.Constant(Types.Text, _chance.Of("\"k0\"", "\"k1\"", "\"k2\"", "\"a\""));

    private Expression Index(int depth) => _chance.In100(75) ? Expression.Constant(Types.Int, _chance.Of("0", "0", "1", "2")) : Make(Types.Int, depth);

    private Expression New(ProgramType type, int depth) => type.Text switch
    {
        "Item" => _chance.Below(3) switch
        {
            0 when depth > 0 => new Expression(type, $"({Part(type, depth)} with {{ {_chance.Of("Number", "Number")} = {Part(Types.Int, depth)}{new Clause($", Text = {Part(Types.Text, depth)}")} }})"),
            1 => new Expression(type, $"new Item(Text: {Part(Types.Text, depth)}, Number: {Part(Types.Int, depth)})"),
            _ => new Expression(type, $"new Item({Part(Types.Int, depth)}, {Part(Types.Text, depth)})"),
        },
        "Label" => new Expression(type, $"new Label({Part(Types.Text, depth)}){new Clause($" {{ Size = {Part(Types.Int, depth)}, Inner = {Part(Types.Item, depth)} }}")}"),
        "Point" => _chance.In100(40) && depth > 0
            ? new Expression(type, $"({Part(type, depth)} with {{ X = {Part(Types.Int, depth)}, Y = {Part(Types.Int, depth)} }})")
            : new Expression(type, $"new Point({Part(Types.Int, depth)}, {Part(Types.Int, depth)})"),
        "Cell" => new Expression(type, $"new Cell {{ Value = {Part(Types.Int, depth)}{new Clause($", Text = {Part(Types.Text, depth)}")}{new Clause($", [1] = {Part(Types.Int, depth)}")} }}"),
        _ => NewBox(type, depth),
    };

    private Expression NewBox(ProgramType type, int depth)
    {
        var nested = depth > 0 && _chance.In100(50) ? new Clause($", Next = {Part(type, depth)}") : null;
        var point = _chance.In100(30) ? new Clause($", Point = new({Part(Types.Int, depth)}, {Part(Types.Int, depth)})") : null;
        var numbers = _chance.In100(30) ? new Clause($", Numbers = {{ {Part(Types.Int, depth)}, {Part(Types.Int, depth)} }}") : null;
        var slots = _chance.In100(30) ? new Clause($", [1] = {Part(Types.Int, depth)}") : null;
        var cell = _chance.In100(30) ? new Clause($", Cell = {{ Value = {Part(Types.Int, depth)} }}") : null;
        return new Expression(type, $"new Box {{ Number = {Part(Types.Int, depth)}{nested}{point}{numbers}{slots}{cell} }}");
    }

    /// <summary>Reads a value of the type out of something, or null where there is nothing.</summary>
    private Expression? Read(ProgramType type, int depth)
    {
        if (_chance.In100(60) && Path(type, depth, assigned: false) is { } path)
        {
            return path;
        }

        var array = Types.Array(type);
        return _chance.Below(4) switch
        {
            0 when type.Kind != TypeKind.Grid => new Expression(type, $"{Make(_chance.Of(Types.List(type), array), depth)}[{Index(depth)}]"),
            1 when type.Equals(Types.Text) => new Expression(type, $"{Make(_chance.Of(Types.Item, Types.Box, Types.Cell), depth)}.Text"),
            1 when type.Equals(Types.Int) => new Expression(type, $"{Make(_chance.Of(Types.Item, Types.Box), depth)}.Number"),
            2 when type.Kind == TypeKind.Array => new Expression(type, $"{Make(type, depth)}[{_chance.Of("1..", "..1", "..", "^1..")}]"),
            2 when type.Equals(Types.Int) => new Expression(type, $"({Make(Types.Box, depth)}?.Next?.Cell.Value ?? {Make(type, depth)})"),
            2 when type.Equals(Types.Text) => new Expression(type, $"({Make(Types.Box, depth)}?.Next?.Text.Substring({Make(Types.Int, 0)}) ?? {Make(type, depth)})"),
            3 when !type.Text.Contains(',', StringComparison.Ordinal) => new Expression(type, $"({Make(Types.Int, depth)}, {Make(type, depth)}).Item2"),
            _ => null,
        };
    }
}
