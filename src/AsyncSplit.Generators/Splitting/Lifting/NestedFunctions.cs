using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Forks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>Finds the local functions and lambdas of a handler, what they await and where they are mentioned: one pass over its source.</summary>
internal sealed class NestedFunctions
{
    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly AwaitSyntax _awaits;
    private readonly Dictionary<SyntaxNode, NestedFunction> _bySyntax = [];
    private readonly Dictionary<ISymbol, NestedFunction> _bySymbol = new(SymbolEqualityComparer.Default);

    public NestedFunctions(Unit handler, SemanticModel model, CancellationToken cancellationToken)
    {
        var body = handler.Body;
        _model = model;
        _cancellationToken = cancellationToken;
        _awaits = new AwaitSyntax(model, cancellationToken);
        foreach (var node in handler.InBody.Where(IsFunction))
        {
            Add(node, body);
        }

        if (_bySyntax.Count == 0)
        {
            return;
        }

        foreach (var node in handler.InBody)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (node)
            {
                case InvocationExpressionSyntax call when AsyncAround(call, body) is { } function && Callee(call) is { } callee && (Chainables.IsChainable(callee) || TaskTypes.IsOutside(callee)):
                    function.ChainCalls.Add(call);
                    break;
                case AwaitExpressionSyntax awaited when Around(awaited, body) is { } function && _awaits.StripConfigureAwait(awaited.Expression) is InvocationExpressionSyntax operand && Callee(operand) is { } primitive:
                    function.Delays |= AwaitClassifier.Primitive(primitive) == BoundaryKind.Delay;
                    function.Yields |= AwaitClassifier.Primitive(primitive) == BoundaryKind.Yield;
                    break;
                case SimpleNameSyntax name:
                    AddUse(name, body);
                    break;
            }
        }
    }

    /// <summary>All of them, in source order.</summary>
    public IEnumerable<NestedFunction> All => _bySyntax.Values.OrderBy(function => function.Syntax.SpanStart);

    public NestedFunction? Of(SyntaxNode? syntax) => syntax is not null && _bySyntax.TryGetValue(syntax, out var function) ? function : null;

    public static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private void Add(SyntaxNode node, SyntaxNode body)
    {
        var local = node is AnonymousFunctionExpressionSyntax ? DelegateOf(node) : null;
        if ((node is LocalFunctionStatementSyntax ? _model.GetDeclaredSymbol(node, _cancellationToken) : _model.GetSymbolInfo(node, _cancellationToken).Symbol) is not IMethodSymbol symbol)
        {
            return;
        }

        var function = new NestedFunction(node, symbol, local, AroundSyntax(node, body)) { IsArgument = IsPassedOn(node) };
        _bySyntax[node] = function;
        if (node is LocalFunctionStatementSyntax || local is not null)
        {
            _bySymbol[(ISymbol?)local ?? symbol] = function;
        }
    }

    /// <summary>The local that a declaration statement declares with the lambda.</summary>
    private ILocalSymbol? DelegateOf(SyntaxNode lambda) =>
        lambda.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } } declarator }
            ? _model.GetDeclaredSymbol(declarator, _cancellationToken) as ILocalSymbol
            : null;

    private bool IsPassedOn(SyntaxNode function) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Callee(call) is { MethodKind: not MethodKind.LocalFunction } callee && TaskTypes.OnlyPassesOn(callee);

    private void AddUse(SimpleNameSyntax name, SyntaxNode body)
    {
        if (!_bySymbol.Values.Any(function => function.Name == name.Identifier.ValueText)
            || _model.GetSymbolInfo(name, _cancellationToken).Symbol?.OriginalDefinition is not { } symbol || !_bySymbol.TryGetValue(symbol, out var function) || AwaitClassifier.IsInNameof(name))
        {
            return;
        }

        var call = name.Parent switch
        {
            InvocationExpressionSyntax direct when direct.Expression == name => direct,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Parent: InvocationExpressionSyntax invoked } access when function.IsLambda && access.Expression == name && invoked.Expression == access => invoked,
            _ => null,
        };
        function.Uses.Add(new FunctionUse(name, call, call is not null && _awaits.IsAwaited(call) && _awaits.Configured(call) is null, AroundSyntax(name, body)));
    }

    private NestedFunction? Around(SyntaxNode node, SyntaxNode body) => Of(AroundSyntax(node, body));

    /// <summary>A function that is not async starts calls for the one around it.</summary>
    private NestedFunction? AsyncAround(SyntaxNode node, SyntaxNode body) => AsyncOf(Around(node, body));

    /// <inheritdoc cref="AsyncAround(SyntaxNode, SyntaxNode)"/>
    public NestedFunction? AsyncAround(FunctionUse use) => AsyncOf(Of(use.In));

    /// <summary>The function that a call of a lambda which is an argument is started in.</summary>
    public NestedFunction? AsyncAround(NestedFunction argument) => AsyncOf(Of(argument.Outer));

    private NestedFunction? AsyncOf(NestedFunction? function)
    {
        while (function is { Symbol.IsAsync: false })
        {
            function = Of(function.Outer);
        }

        return function;
    }

    private static SyntaxNode? AroundSyntax(SyntaxNode node, SyntaxNode body) => node.Ancestors().TakeWhile(ancestor => ancestor != body).FirstOrDefault(IsFunction);

    private IMethodSymbol? Callee(InvocationExpressionSyntax call) => _model.GetSymbolInfo(call, _cancellationToken).Symbol as IMethodSymbol;
}
