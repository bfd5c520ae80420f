using System.Collections.Immutable;
using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Shrinking;

/// <summary>The smaller programs one cut away from a program. Not all of them compile.</summary>
internal static class Reductions
{
    public static IEnumerable<ProgramTree> Of(ProgramTree program)
    {
        for (var i = 0; i < program.Rows.Length && program.Rows.Length > 1; i++)
        {
            yield return program.WithRows(program.Rows.RemoveAt(i));
        }

        for (var i = 1; i < program.Methods.Length; i++)
        {
            yield return program.WithMethods(program.Methods.RemoveAt(i));
        }

        foreach (var reduced in InParts(program))
        {
            yield return (ProgramTree)reduced;
        }
    }

    private static IEnumerable<Node> InParts(Node node)
    {
        for (var i = 0; i < node.Segments.Length; i++)
        {
            if (node.Segments[i] is not Node part)
            {
                continue;
            }

            foreach (var reduced in All(part))
            {
                yield return node.With(node.Segments.SetItem(i, reduced));
            }

            if (part is Clause)
            {
                yield return node.With(node.Segments.RemoveAt(i));
            }
        }
    }

    private static IEnumerable<Node> All(Node node) => (node switch
    {
        Block block => OfBlock(block),
        Expression expression => OfExpression(expression),
        _ => [],
    }).Concat(InParts(node));

    private static IEnumerable<Node> OfBlock(Block block)
    {
        var statements = block.Statements;
        for (var length = statements.Length; length > 0; length /= 2)
        {
            for (var start = 0; start + length <= statements.Length; start += length)
            {
                yield return new Block(statements.RemoveRange(start, length));
            }
        }

        for (var i = 0; i < statements.Length; i++)
        {
            foreach (var inner in BlocksIn(statements[i]))
            {
                yield return new Block(statements.RemoveAt(i).InsertRange(i, inner.Statements));
            }
        }
    }

    private static IEnumerable<Block> BlocksIn(Node node) =>
        node.Segments.OfType<Node>().SelectMany(part => part is Block block ? [block] : part is Expression ? [] : BlocksIn(part));

    private static IEnumerable<Node> OfExpression(Expression expression)
    {
        if (expression.IsLiteral || expression.Type.Equals(Types.Nothing))
        {
            yield break;
        }

        yield return Smallest(expression.Type);
        foreach (var inner in ExpressionsIn(expression).Where(inner => inner.Type.Equals(expression.Type)))
        {
            yield return inner;
        }
    }

    private static IEnumerable<Expression> ExpressionsIn(Node node) =>
        node.Segments.OfType<Node>().SelectMany(part => part is Expression expression ? ExpressionsIn(part).Prepend(expression) : ExpressionsIn(part));

    private static Expression Smallest(ProgramType type) => Expression.Literal(type, type.Kind switch
    {
        TypeKind.Integer when type.Text == "int" => "0",
        TypeKind.Bool => "true",
        TypeKind.Text => "\"\"",
        TypeKind.Record => type.Equals(Types.Item) ? "new Item(0, \"\")" : "new Label(\"\")",
        TypeKind.Array => $"Array.Empty<{type.Element}>()",
        TypeKind.Grid => $"(new {type.Element}[0, 0])",
        TypeKind.List or TypeKind.Map or TypeKind.Set or TypeKind.Stack or TypeKind.Queue or TypeKind.Class => $"new {type}()",
        _ => $"default({type})",
    });
}
