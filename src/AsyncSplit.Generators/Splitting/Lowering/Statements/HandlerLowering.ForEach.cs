using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>foreach around an await: over an index.</content>
internal sealed partial class HandlerLowering
{
    private void LowerForEach(CommonForEachStatementSyntax loop)
    {
        var info = model.GetForEachStatementInfo(loop);
        var type = model.GetTypeInfo(loop.Expression, cancellationToken).Type;
        if (type is null || info.ElementType is null || type.IsRefLikeType)
        {
            throw Refuse(loop.Expression, $"foreach over '{type?.ToDisplayString()}' with an await in its body");
        }

        if (!HasBoundary(loop.Statement))
        {
            // Only the source is awaited: the loop itself stays as it is.
            _statement = loop.Expression;
            var source = Lower(loop.Expression);
            var text = Text(loop);
            Add(new StatementNode(ReplaceIn(text, loop, loop.Expression, source), loop));
            return;
        }

        Add(In(new BlockNode(null), () => LowerIndexed(loop, info, type)));
    }

    private void LowerIndexed(CommonForEachStatementSyntax loop, ForEachStatementInfo info, ITypeSymbol type)
    {
        _statement = loop;
        var isVariable = Unwrap(loop.Expression) is IdentifierNameSyntax && model.GetSymbolInfo(Unwrap(loop.Expression), cancellationToken).Symbol is ILocalSymbol or IParameterSymbol && IsStable(loop.Expression);
        _statement = loop.Expression;
        var source = Lower(loop.Expression);
        var isText = type.SpecialType == SpecialType.System_String;
        var isArray = type is IArrayTypeSymbol { Rank: 1 };
        var isList = type is INamedTypeSymbol { Name: "List", Arity: 1 } named && named.ContainingNamespace.ToDisplayString() == "System.Collections.Generic";
        var sequenceType = type;
        if (!isText && !isArray && !isList)
        {
            if (model.Compilation.GetTypeByMetadataName("System.Collections.Generic.List`1") is not { } list || !Types.IsGenericSequence(type))
            {
                throw Refuse(loop.Expression, $"foreach over '{type.ToDisplayString()}', which is no sequence of one element type, with an await in its body");
            }

            sequenceType = list.Construct(info.ElementType!);
            MaterializedSequences.Add(loop.Expression);
            source = Code.Of($"{KnownNames.Materialize}<{Types.Display(info.ElementType!)}>(", source, ")");
        }

        if (isList && isVariable)
        {
            RefuseChangesOf(model.GetSymbolInfo(Unwrap(loop.Expression), cancellationToken).Symbol!, loop);
        }

        // Where the sequence is a variable that keeps its value, the loop may as well use that.
        var depth = _held.Count;
        Code sequence;
        if (isVariable && SymbolEqualityComparer.Default.Equals(sequenceType, type))
        {
            sequence = source;
            _held.Add((null, model.GetSymbolInfo(Unwrap(loop.Expression), cancellationToken).Symbol));
        }
        else
        {
            var items = NewTemp("items", sequenceType, isVariable: true);
            Add(new TempNode(items, source, loop.Expression));
            _held.Add((items, null));
            sequence = Code.Of(items);
        }

        var number = model.Compilation.GetSpecialType(SpecialType.System_Int32);
        var index = NewTemp("index", number, isVariable: true);
        var count = isList ? NewTemp("count", number, isVariable: true) : null;
        var node = new LoopNode(loop)
        {
            Body = new BlockNode(loop),
            Counters = [.. new[] { index, count }.OfType<Temp>()],
            Initializer = count is null ? Code.Of("var ", Code.Of(index), " = 0") : Code.Of("int ", Code.Of(index), " = 0, ", Code.Of(count), " = ", sequence, ".Count"),
            Condition = count is null
                ? Code.Of(Code.Of(index), " < ", sequence, isText || isArray ? ".Length" : ".Count")
                : Code.Of(Code.Of(index), $" < {KnownNames.Unchanged}(", sequence, ", ", Code.Of(count), ")"),
            ConditionSyntax = loop.Expression,
            Increment = Code.Of(Code.Of(index), "++"),
            HeldLocals = [.. _held.Skip(depth).Select(held => held.Local).OfType<ISymbol>()],
        };
        _targets[loop] = node;
        _held.Add((index, null));
        if (count is not null)
        {
            _held.Add((count, null));
        }

        var element = Code.Of(sequence, "[", Code.Of(index), "]");
        In(node.Body, () =>
        {
            Add(new StatementNode(Element(loop, info, element), loop is ForEachVariableStatementSyntax deconstructing ? deconstructing.Variable : ((ForEachStatementSyntax)loop).Type));
            LowerEmbedded(loop.Statement, node.Body);
        });
        _held.RemoveRange(depth, _held.Count - depth);
        Add(node);
    }

    /// <summary>An enumerator notices every change of its list; a count notices only what changes that.</summary>
    private void RefuseChangesOf(ISymbol list, CommonForEachStatementSyntax loop)
    {
        foreach (var use in locals.In(loop.Statement.Span).Where(reference => reference.Identifier is not null && SymbolEqualityComparer.Default.Equals(reference.Symbol, list)))
        {
            var changes = use.Identifier!.Parent switch
            {
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax, Name.Identifier.ValueText: var name } => s_changingMethods.Contains(name),
                ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: var left } } element => left == element,
                _ => false,
            };
            if (changes)
            {
                throw Refuse(use.Identifier, $"a change of '{list.Name}' inside the foreach over it that has an await in its body: iterate over a copy, '{list.Name}.ToList()'");
            }
        }
    }

    private static readonly HashSet<string> s_changingMethods = new(StringComparer.Ordinal)
    {
        "Reverse", "Sort",
    };

    private Code Element(CommonForEachStatementSyntax loop, ForEachStatementInfo info, Code element)
    {
        switch (loop)
        {
            case ForEachStatementSyntax { Type: RefTypeSyntax }:
                throw Refuse(loop, "foreach with a ref variable and an await in its body");
            case ForEachStatementSyntax named:
                // A written type casts each element, as foreach itself does.
                var cast = named.Type.IsVar ? "" : $"({Types.Display(model.GetDeclaredSymbol(named, cancellationToken)!.Type)})";
                return Code.Of(Code.User(named.Type), " ", new Code([new UserText(named.Identifier.Span)]), $" = {cast}", element, ";");
            case ForEachVariableStatementSyntax deconstructed:
                return Code.Of(Code.User(deconstructed.Variable), " = ", element, ";");
            default:
                throw Refuse(loop, "a loop of this kind");
        }
    }
}
