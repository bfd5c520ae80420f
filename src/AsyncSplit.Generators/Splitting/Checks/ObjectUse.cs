using AsyncSplit.Generators.Splitting.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>What code does with the object that a variable holds, read off the mention's surroundings.</summary>
internal static class ObjectUse
{
    private static readonly HashSet<string> s_growth = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "Append", "AppendFormat", "AppendJoin", "AppendLine", "Enqueue", "EnqueueRange", "Insert", "InsertRange", "Push", "PushRange", "TryAdd", "UnionWith",
    };

    private static readonly HashSet<string> s_shrinkage = new(StringComparer.Ordinal)
    {
        "Clear", "Dequeue", "ExceptWith", "IntersectWith", "Pop", "Remove", "RemoveAll", "RemoveAt", "RemoveFirst", "RemoveLast", "RemoveRange", "RemoveWhere", "TryDequeue", "TryPop", "TryRemove", "TryTake",
    };

    private static readonly HashSet<string> s_otherChanges = new(StringComparer.Ordinal)
    {
        "AddOrUpdate", "EnsureCapacity", "Fill", "GetOrAdd", "Replace", "Reverse", "Set", "SetAt", "Sort", "SymmetricExceptWith", "TrimExcess", "TryUpdate",
    };

    /// <summary>The name of the method that is called on the mentioned object itself; null where none is.</summary>
    public static string? CallOn(SyntaxNode mention)
    {
        mention = Around(mention);
        return mention.Parent switch
        {
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access when access.Expression == mention => access.Name.Identifier.ValueText,
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } } access when access.Expression == mention => binding.Name.Identifier.ValueText,
            _ => null,
        };
    }

    /// <summary>Whether something is added to the collection or text builder.</summary>
    public static bool Grows(SyntaxNode mention) => CallOn(mention) is { } method && s_growth.Contains(method);

    /// <summary>Whether something is taken out of it.</summary>
    public static bool Shrinks(SyntaxNode mention) => CallOn(mention) is { } method && s_shrinkage.Contains(method);

    /// <summary>Whether a member or element of the object, or of one that it holds, is written, or a method called that says by its name that it does.</summary>
    public static bool Changes(SyntaxNode mention)
    {
        var node = Around(mention);
        while (true)
        {
            switch (node.Parent)
            {
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access when access.Expression == node:
                    return IsChange(access.Name.Identifier.ValueText);
                case ConditionalAccessExpressionSyntax access when access.Expression == node:
                    return CallOn(node) is { } method && IsChange(method);
                case MemberAccessExpressionSyntax access when access.Expression == node:
                    node = Around(access);
                    break;
                case ElementAccessExpressionSyntax element when element.Expression == node:
                    node = Around(element);
                    break;
                default:
                    return node != Around(mention) && LocalMap.IsStored(node);
            }
        }
    }

    /// <summary>The expression without parentheses, casts and <c>!</c>.</summary>
    public static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Unwrap(inner.Expression),
        CastExpressionSyntax inner => Unwrap(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => Unwrap(inner.Operand),
        _ => expression,
    };

    /// <summary>Whether the mention only asks if there is a value yet, in order to make one: <c>_x ??= …</c>, <c>if (_x is null) { _x = …; }</c>, <c>_x.GetOrAdd(…)</c>.</summary>
    public static bool AsksInOrderToInitialize(SyntaxNode mention)
    {
        var node = Around(mention);
        if (CallOn(mention) is "GetOrAdd" or "GetOrCreate")
        {
            return true;
        }

        if (node.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } assignment && assignment.Left == node)
        {
            return true;
        }

        var isTest = node.Parent switch
        {
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } => true,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test => test.Left.IsKind(SyntaxKind.NullLiteralExpression) || test.Right.IsKind(SyntaxKind.NullLiteralExpression),
            _ => false,
        };
        return isTest && Around(node.Parent!).Parent is IfStatementSyntax choice
            && choice.Statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(write => SyntaxFactory.AreEquivalent(write.Left, node));
    }

    private static bool IsChange(string method) =>
        s_growth.Contains(method) || s_shrinkage.Contains(method) || s_otherChanges.Contains(method)
        || StartsWith(method, "Add") || StartsWith(method, "Remove") || StartsWith(method, "Set") || StartsWith(method, "Clear") || StartsWith(method, "Update");

    /// <summary>Whether the name begins with that word.</summary>
    private static bool StartsWith(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) && name.Length > word.Length && char.IsUpper(name[word.Length]);

    private static SyntaxNode Around(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            node = node.Parent;
        }

        return node;
    }
}
