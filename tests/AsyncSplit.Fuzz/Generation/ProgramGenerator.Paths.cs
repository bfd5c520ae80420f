using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <content>Variables, elements and members: what can be read and assigned.</content>
internal sealed partial class ProgramGenerator
{
    /// <summary>Something that can be assigned.</summary>
    private Expression? Target(ProgramType type, int depth) =>
        _chance.In100(55) && FindAssignable(type) is { } variable ? Use(variable) : Path(type, depth, assigned: true);

    /// <summary>A path from a variable to an element or member of the type.</summary>
    private Expression? Path(ProgramType type, int depth, bool assigned)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (FindVariable(variable => !assigned || variable.IsAssignable || variable.Type.IsReference) is not { } root)
            {
                return null;
            }

            if (From(root.Name, root.Type, type, depth, assigned) is { } path)
            {
                return assigned ? path.WithoutSuppression() : path;
            }
        }

        return null;
    }

    private Expression? From(string name, ProgramType root, ProgramType type, int depth, bool assigned)
    {
        switch (root.Kind)
        {
            case TypeKind.Array or TypeKind.List when root.Element.Equals(type):
                return _chance.In100(15) ? new Expression(type, $"{name}[^{_chance.Between(1, 2)}]") : new Expression(type, $"{name}[{Index(depth)}]");
            case TypeKind.Array when root.Element.Kind == TypeKind.Array && root.Element.Element.Equals(type):
                return new Expression(type, $"{name}[{Index(depth)}][{Index(depth)}]");
            case TypeKind.Array when root.Element.Kind is TypeKind.Struct or TypeKind.Class:
            case TypeKind.List when root.Element.Kind is TypeKind.Class:
                return Member($"{name}[{Index(0)}]", root.Element, type, depth, assigned);
            case TypeKind.Grid when root.Element.Equals(type):
                return new Expression(type, $"{name}[{Index(depth)}, {Index(depth)}]");
            case TypeKind.Map when root.Arguments[1].Equals(type):
                return new Expression(type, $"{name}[{Key(depth)}]");
            case TypeKind.Tuple:
                var fitting = Enumerable.Range(1, root.Arguments.Length).Where(item => root.Arguments[item - 1].Equals(type)).ToList();
                return fitting.Count == 0 ? null : new Expression(type, $"{name}.Item{_chance.Of<int>(fitting)}");
            case TypeKind.Nullable when root.Element.Equals(type) && !assigned:
                return new Expression(type, $"{name}{(_chance.In100(50) ? ".Value" : ".GetValueOrDefault()")}");
            case TypeKind.Stack when root.Element.Equals(type) && !assigned && _at.MayResize:
                return new Expression(type, $"{name}.{_chance.Of("Pop", "Peek")}()");
            case TypeKind.Queue when root.Element.Equals(type) && !assigned && _at.MayResize:
                return new Expression(type, $"{name}.{_chance.Of("Dequeue", "Peek")}()");
            default:
                return Member(name, root, type, depth, assigned);
        }
    }

    private Expression? Member(string name, ProgramType owner, ProgramType type, int depth, bool assigned) => (owner.Text, type.Text) switch
    {
        ("Box", "int") => _chance.Below(8) switch
        {
            0 => new Expression(type, $"{name}.Cell.Value"),
            1 => new Expression(type, $"{name}[{Index(depth)}]"),
            2 => new Expression(type, $"{name}.Slots[{Index(depth)}]"),
            3 => new Expression(type, $"{name}.Numbers[{Index(depth)}]"),
            4 => new Expression(type, $"{name}.Next!.Number"),
            5 => new Expression(type, $"{name}.Tail().Number"),
            6 when !assigned => new Expression(type, $"{name}.Point.X"),
            _ => new Expression(type, $"{name}.Number"),
        },
        ("Box", "string") => new Expression(type, $"{name}{_chance.Of("", ".Next!", ".Cell")}.Text"),
        ("Box", "Box") => new Expression(type, $"{name}.Next{_chance.Of("", "!.Next")}!"),
        ("Box", "Cell") => new Expression(type, $"{name}.Cell"),
        ("Box", "Point") => new Expression(type, $"{name}.Point"),
        ("Box", "List<int>") => new Expression(type, $"{name}.Numbers"),
        ("Box", "int[]") => new Expression(type, $"{name}.Slots"),
        ("Cell", "int") => _chance.In100(60) ? new Expression(type, $"{name}.Value") : new Expression(type, $"{name}[{Index(depth)}]"),
        ("Cell", "string") => new Expression(type, $"{name}.Text!"),
        ("Point", "int") => new Expression(type, $"{name}.{_chance.Of("X", "Y")}"),
        ("Item", "int") when !assigned => new Expression(type, $"{name}.Number"),
        ("Item", "string") when !assigned => new Expression(type, $"{name}.Text"),
        ("Label", "Item") when !assigned => new Expression(type, $"{name}.Inner!"),
        ("Label", "int") when !assigned => new Expression(type, $"{name}.Size"),
        _ => null,
    };
}
