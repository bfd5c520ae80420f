using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Lowering;

/// <content>
/// using: where an await stands in the scope of the resource, that is captured, and disposed by a finally block, in whichever step control leaves the scope.
/// Else the text stays as it is.
/// </content>
internal sealed partial class HandlerLowering
{
    private void LowerUsing(UsingStatementSyntax statement)
    {
        var isPlain = !HasBoundary(statement.Statement) && statement.Declaration is not { Variables.Count: > 1 };
        if (isPlain)
        {
            // Only the resource is awaited.
            var resource = statement.Expression ?? statement.Declaration!.Variables[0].Initializer!.Value;
            _statement = resource;
            var value = Lower(resource);
            Add(new StatementNode(ReplaceIn(Text(statement), statement, resource, value), statement, EndIsReachable(statement)));
            return;
        }

        var isAsync = statement.AwaitKeyword.RawKind != 0;
        Add(In(new BlockNode(statement), () =>
        {
            if (statement.Declaration is { } declaration)
            {
                LowerResources(declaration, 0, isAsync, statement, () => LowerEmbedded(statement.Statement));
            }
            else
            {
                LowerUnnamedResource(statement.Expression!, isAsync, statement, () => LowerEmbedded(statement.Statement));
            }
        }));
    }

    /// <summary>A using declaration, whose scope is the rest of its block: with an await in it the rest becomes a block of its own.</summary>
    /// <returns>Whether the statements behind have been lowered with it.</returns>
    private bool LowerUsingDeclaration(LocalDeclarationStatementSyntax statement, IReadOnlyList<StatementSyntax> behind)
    {
        _statement = statement;
        var isAsync = statement.AwaitKeyword.RawKind != 0;
        var variables = statement.Declaration.Variables;

        // A goto back would lead past the declaration, where the code that is jumped back to is written behind it.
        var isPlain = !behind.Any(HasBoundary) && !variables.Take(variables.Count - 1).Any(HasBoundary) && !_block.Items.OfType<LabelNode>().Any();
        if (isPlain && !variables.Any(HasBoundary))
        {
            Add(new StatementNode(Text(statement), statement));
            return false;
        }

        if (isPlain && variables is [var only])
        {
            var value = Lower(only.Initializer!.Value);
            Add(new StatementNode(Code.Of(isAsync ? Code.Of(new Code([new AwaitText()]), "using ") : "using ", Code.User(statement.Declaration.Type), " ", Code.Replace(only.Span, [(only.Initializer.Value.Span, value)]), ";"), statement));
            return false;
        }

        var functions = FunctionsUsedBefore(statement, behind);
        _block.LocalFunctions.AddRange(functions);
        LowerResources(statement.Declaration, 0, isAsync, statement, () => In(new BlockNode(null), () => LowerStatements([.. behind.Where(other => !functions.Contains(other))])));
        return true;
    }

    /// <summary>The local functions among the statements behind a using declaration that the code before it uses too.</summary>
    private List<LocalFunctionStatementSyntax> FunctionsUsedBefore(StatementSyntax statement, IReadOnlyList<StatementSyntax> behind)
    {
        var functions = new List<LocalFunctionStatementSyntax>();
        var spans = new Queue<TextSpan>([TextSpan.FromBounds(statement.Parent!.SpanStart, statement.SpanStart)]);
        while (spans.Count > 0)
        {
            foreach (var used in locals.In(spans.Dequeue()).Select(reference => locals.FunctionOf(reference.Symbol)).OfType<LocalFunctionStatementSyntax>())
            {
                if (behind.Contains(used) && !functions.Contains(used))
                {
                    functions.Add(used);
                    spans.Enqueue(used.Span);
                }
            }
        }

        foreach (var function in functions)
        {
            if (locals.CapturedBy(function).FirstOrDefault(symbol => locals.DeclarationOf(symbol)?.SpanStart > statement.SpanStart) is { } captured)
            {
                throw Refuse(statement, $"a using declaration with an await in its scope, between a call of the local function '{function.Identifier.ValueText}' and the declaration of '{captured.Name}', which that uses: declare '{captured.Name}' before");
            }
        }

        return functions;
    }

    private void LowerResources(VariableDeclarationSyntax declaration, int index, bool isAsync, StatementSyntax statement, Func<BlockNode> lower)
    {
        if (index == declaration.Variables.Count)
        {
            AddInline(lower());
            return;
        }

        var variable = declaration.Variables[index];
        var initializer = variable.Initializer!.Value;
        var local = (ILocalSymbol)model.GetDeclaredSymbol(variable, cancellationToken)!;
        var value = Lower(initializer);
        Add(new StatementNode(Code.Of(Code.User(declaration.Type), " ", Code.Replace(variable.Span, [(initializer.Span, value)]), ";"), variable));
        _held.Add((null, local));
        AddDisposed(statement, Disposal(new Code([new LocalUse(local)]), local.Type, initializer, isAsync), () => LowerResources(declaration, index + 1, isAsync, statement, lower));
    }

    private void LowerUnnamedResource(ExpressionSyntax expression, bool isAsync, StatementSyntax statement, Func<BlockNode> lower)
    {
        _statement = expression;
        if (model.GetTypeInfo(expression, cancellationToken).Type is null)
        {
            // using (null)
            AddInline(lower());
            return;
        }

        var source = isAsync ? Configured(expression) : null;
        var resource = source ?? expression;
        var type = TypeOf(resource);
        var temp = new Temp("resource", type, isVariable: true) { IsResource = true };
        _temps.Add(temp);
        Add(new TempNode(temp, Lower(resource), resource));
        _held.Add((temp, null));
        AddDisposed(statement, source is null ? Disposal(Code.Of(temp), type, resource, isAsync) : [DisposeAsync(Code.Of(temp), type)], () => AddInline(lower()));
    }

    /// <summary>What <c>ConfigureAwait</c> is called on, which matters to nobody here.</summary>
    private ExpressionSyntax? Configured(ExpressionSyntax expression) =>
        Unwrap(expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } access } call
        && model.GetTypeInfo(call, cancellationToken).Type?.ToDisplayString() == "System.Runtime.CompilerServices.ConfiguredAsyncDisposable"
            ? access.Expression
            : null;

    /// <summary>The statements that <paramref name="lower"/> adds, and behind them the disposal of what was held last, however they are left.</summary>
    private void AddDisposed(StatementSyntax statement, IReadOnlyList<Node> disposal, Action lower)
    {
        var node = new TryNode(statement, In(new BlockNode(null), lower)) { Finally = new BlockNode(null) };
        _held.RemoveAt(_held.Count - 1);
        node.Finally.Items.AddRange(disposal);
        foreach (var boundary in node.Boundaries)
        {
            boundary.Catches = true;
        }

        Add(node);
    }

    /// <summary>Adds a block, or what is in it where the block around has nothing else.</summary>
    private void AddInline(BlockNode block)
    {
        _block.Scopes.UnionWith(block.Scopes);
        _block.Items.AddRange(block.Items);
        _block.LocalFunctions.AddRange(block.LocalFunctions);
        _block.Constants.AddRange(block.Constants);
    }

    private IReadOnlyList<Node> Disposal(Code resource, ITypeSymbol type, ExpressionSyntax initializer, bool isAsync)
    {
        var isThere = (type.IsValueType && !IsNullable(type)) || Unwrap(initializer) is BaseObjectCreationExpressionSyntax;
        if (!isAsync)
        {
            return [new StatementNode(Code.Of(Disposable(resource, type, isThere, "System.IDisposable", "Dispose"), isThere ? ".Dispose();" : "?.Dispose();"), null)];
        }

        if (isThere)
        {
            return [DisposeAsync(resource, type)];
        }

        var then = new BlockNode(null);
        then.Items.Add(DisposeAsync(IsNullable(type) ? Code.Of(resource, ".Value") : resource, type));
        return [new IfNode(Code.Of(resource, " is not null"), then, null, null)];
    }

    private static bool IsNullable(ITypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>A disposal stays in the step that control leaves the scope in.</summary>
    private StatementNode DisposeAsync(Code resource, ITypeSymbol type) =>
        new(Code.Of(new Code([new AwaitText()]), Disposable(resource, type, isThere: true, "System.IAsyncDisposable", "DisposeAsync"), ".DisposeAsync();"), null);

    /// <summary>The resource as something whose method of that name is the one that using calls: itself, or as the interface where it implements that explicitly.</summary>
    private Code Disposable(Code resource, ITypeSymbol type, bool isThere, string contract, string method)
    {
        var own = IsNullable(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        var disposable = model.Compilation.GetTypeByMetadataName(contract)!;
        if (SymbolEqualityComparer.Default.Equals(own, disposable) || !own.AllInterfaces.Contains(disposable, SymbolEqualityComparer.Default))
        {
            return resource;
        }

        var called = own.FindImplementationForInterfaceMember(disposable.GetMembers(method)[0]);
        ITypeSymbol? level = own;
        while (level is not null && level.GetMembers(method).Length == 0)
        {
            level = level.BaseType;
        }

        return called is { DeclaredAccessibility: Accessibility.Public } && level is not null && level.GetMembers(method) is [var visible] && SymbolEqualityComparer.Default.Equals(visible, called)
            ? resource
            : Code.Of($"((global::{contract}{(isThere ? "" : "?")})", resource, ")");
    }
}
