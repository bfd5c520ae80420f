using AsyncSplit.Generators.Splitting.Lifting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>Where the locals, parameters, constants and local functions of a unit are declared, read and written: one pass over its source.</summary>
internal sealed class LocalMap
{
    private readonly List<Reference> _references = [];
    private readonly Dictionary<ISymbol, SyntaxNode> _declarations = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _writtenInFunctions = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _usedInFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, LocalFunctionStatementSyntax> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _inputs = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, SyntaxNode> _scopes = new(SymbolEqualityComparer.Default);
    private readonly LiftPlan _lifting;
    private readonly SyntaxNode _syntax;

    public LocalMap(Unit unit, LiftPlan lifting, SemanticModel model, CancellationToken cancellationToken)
    {
        _syntax = unit.Syntax;
        _lifting = lifting;
        foreach (var input in unit.Inputs)
        {
            _inputs[input] = _inputs.Count;
        }

        var nodes = unit.Nodes;
        var names = new HashSet<string>(_inputs.Keys.Select(input => input.Name), StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (Declared(node, model, cancellationToken) is not { } declared)
            {
                continue;
            }

            names.Add(declared.Name);
            _declarations[declared] = node;
            _references.Add(new Reference(NamePosition(node), declared, IsDeclaration: true));
            if (node is LocalFunctionStatementSyntax function)
            {
                _functions[declared] = function;
            }
        }

        foreach (var generic in nodes.OfType<GenericNameSyntax>().Where(name => names.Contains(name.Identifier.ValueText)))
        {
            if (model.GetSymbolInfo(generic, cancellationToken).Symbol?.OriginalDefinition is { } function && _functions.ContainsKey(function))
            {
                _references.Add(new Reference(generic.Span.Start, function, IsDeclaration: false));
            }
        }

        foreach (var identifier in nodes.OfType<IdentifierNameSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (names.Contains(identifier.Identifier.ValueText) && model.GetSymbolInfo(identifier, cancellationToken).Symbol?.OriginalDefinition is { } used && (_declarations.ContainsKey(used) || _inputs.ContainsKey(used)))
            {
                var isInFunction = IsInNestedFunction(identifier);
                var isWrite = IsWrite(identifier, used);
                _references.Add(new Reference(identifier.Span.Start, used, IsDeclaration: false, isWrite, identifier));
                if ((isWrite && isInFunction) || identifier.Ancestors().TakeWhile(node => node is not StatementSyntax).Any(node => node is RefExpressionSyntax))
                {
                    // An alias or a function can write it at any time.
                    _writtenInFunctions.Add(used);
                }

                if (isInFunction)
                {
                    _usedInFunctions.Add(used);
                }
            }
        }

        _references.Sort((left, right) => left.Position.CompareTo(right.Position));
    }

    /// <summary>The locals and local functions that code in <paramref name="span"/> uses or declares, in order.</summary>
    public IEnumerable<Reference> In(TextSpan span)
    {
        var low = 0;
        var high = _references.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_references[middle].Position < span.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < _references.Count && _references[low].Position < span.End; low++)
        {
            yield return _references[low];
        }
    }

    /// <summary>The names of all locals and parameters.</summary>
    public IEnumerable<string> Names => _references.Select(reference => reference.Symbol.Name).Distinct(StringComparer.Ordinal);

    /// <summary>All that is declared, and the inputs.</summary>
    public IEnumerable<ISymbol> Symbols => _inputs.Keys.Concat(_declarations.Keys);

    public SyntaxNode? DeclarationOf(ISymbol symbol) => _declarations.TryGetValue(symbol, out var node) ? node : null;

    /// <summary>Whether entry points start with the value: a parameter, or what a lifted function captures.</summary>
    public bool IsInput(ISymbol symbol) => _inputs.ContainsKey(symbol);

    /// <summary>Orders what is captured: inputs, then locals as they are declared.</summary>
    public int PositionOf(ISymbol symbol) => _inputs.TryGetValue(symbol, out var index) ? index - _inputs.Count : DeclarationOf(symbol)?.SpanStart ?? 0;

    public LocalFunctionStatementSyntax? FunctionOf(ISymbol symbol) => _functions.TryGetValue(symbol, out var node) ? node : null;

    /// <summary>
    /// Whether a local is declared without a value that C# may take for assigned before it is as a whole: a struct whose members are assigned one by one,
    /// or what a local function assigns. Such locals are given a value, so that they can be captured.
    /// </summary>
    public bool HasPartlyAssigned => _declarations.Any(pair => pair.Value is VariableDeclaratorSyntax { Initializer: null } && pair.Key is ILocalSymbol && (_usedInFunctions.Contains(pair.Key) || IsMutableStruct(pair.Key)));

    /// <summary>Whether a lambda, a local function or an alias may write it: then its value can change at every call.</summary>
    public bool IsWrittenInFunction(ISymbol symbol) => _writtenInFunctions.Contains(symbol);

    /// <summary>The variables that a local function uses of those around it.</summary>
    public IEnumerable<ISymbol> CapturedBy(ISymbol function) => FunctionOf(function) is { } syntax ? CapturedBy(syntax) : [];

    /// <summary>The variables that a call of a local function or delegate reads, of those around that.</summary>
    public IEnumerable<ISymbol> CapturedByCall(SyntaxNode call, ISymbol function) =>
        _lifting.CalledBy(call) is { } lifted ? lifted.Captured : FunctionOf(function) is { } syntax ? CapturedBy(syntax) : [];

    /// <summary>Whether the symbol is a lifted function, or the local that a lifted lambda is assigned to.</summary>
    public bool IsLifted(ISymbol symbol) => _lifting.Of(symbol) is not null;

    /// <summary>The lifted lambda that is an argument, so that a lambda which starts it takes its place.</summary>
    public Unit? StartedLambda(SyntaxNode function) => _lifting.Of(function) is { IsArgument: true } unit ? unit : null;

    /// <summary>Whether the lambda is lifted, so that nothing of it runs, or is created, where it stands.</summary>
    public bool IsLifted(SyntaxNode function) => _lifting.IsLifted(function);

    /// <summary>Whether the mention of a local writes it, or changes a struct in it.</summary>
    public static bool IsWrite(IdentifierNameSyntax identifier, ISymbol symbol) => IsStored(identifier) || (IsMutableStruct(symbol) && IsChangedThrough(identifier));

    /// <summary>The captured locals and parameters that the code of a lambda or local function uses, those of the local functions it calls included.</summary>
    public IEnumerable<ISymbol> CapturedBy(SyntaxNode function)
    {
        var seen = new HashSet<SyntaxNode>();
        var pending = new Stack<SyntaxNode>([function]);
        while (pending.Count > 0)
        {
            var current = pending.Pop();
            if (!seen.Add(current))
            {
                continue;
            }

            foreach (var reference in In(current.Span))
            {
                if (FunctionOf(reference.Symbol) is { } called)
                {
                    pending.Push(called);
                }
                else if (IsInput(reference.Symbol) || (_declarations.TryGetValue(reference.Symbol, out var declaration) && !current.Span.Contains(declaration.Span)))
                {
                    yield return reference.Symbol;
                }
            }

            foreach (var captured in CapturedByLifted(current.Span).Where(captured => DeclarationOf(captured) is not { } declaration || !current.Span.Contains(declaration.Span)))
            {
                yield return captured;
            }
        }
    }

    /// <summary>The variables of this unit whose values go with the calls of lifted functions in a piece of source.</summary>
    public IEnumerable<ISymbol> CapturedByLifted(TextSpan span) => _lifting.CapturedIn(span).Where(captured => IsInput(captured) || _declarations.ContainsKey(captured));

    /// <summary>The syntax node in which a local is in scope: a block, switch section, loop or catch clause, or the embedded statement that declares it.</summary>
    public SyntaxNode ScopeOf(ISymbol symbol)
    {
        if (!_scopes.TryGetValue(symbol, out var scope))
        {
            _scopes[symbol] = scope = FindScope(symbol);
        }

        return scope;
    }

    private SyntaxNode FindScope(ISymbol symbol)
    {
        if (!_declarations.TryGetValue(symbol, out var declaration))
        {
            return _syntax;
        }

        // A loop's or catch clause's own variable is declared by the node itself.
        if (declaration is ForEachStatementSyntax)
        {
            return declaration;
        }

        var child = declaration;
        for (var node = declaration.Parent; node is not null && node != _syntax; child = node, node = node.Parent)
        {
            switch (node)
            {
                case SwitchSectionSyntax { Parent: { } choice } when child is StatementSyntax:
                    // The sections of a switch statement share one scope.
                    return choice;
                case ForStatementSyntax loop when child == loop.Condition:
                    // What the condition declares is new in each round.
                    return loop.Statement;
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or UsingStatementSyntax or FixedStatementSyntax or LockStatementSyntax when child is StatementSyntax:
                    return child;
                case BlockSyntax or SwitchSectionSyntax or SwitchExpressionArmSyntax or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax
                    or UsingStatementSyntax or FixedStatementSyntax or LockStatementSyntax or CatchClauseSyntax:
                    return node;
                case SwitchStatementSyntax or IfStatementSyntax or DoStatementSyntax or ElseClauseSyntax when child is StatementSyntax:
                    // The embedded statement is a scope of its own.
                    return child;
            }
        }

        return _syntax;
    }

    private static ISymbol? Declared(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => node switch
    {
        VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or LocalFunctionStatementSyntax =>
            model.GetDeclaredSymbol(node, cancellationToken),
        _ => null,
    };

    private static int NamePosition(SyntaxNode declaration) => declaration switch
    {
        ForEachStatementSyntax loop => loop.Identifier.SpanStart,
        CatchDeclarationSyntax caught => caught.Identifier.SpanStart,
        LocalFunctionStatementSyntax function => function.Identifier.SpanStart,
        _ => declaration.SpanStart,
    };

    /// <summary>Whether the mention is the target of an assignment or of anything else that writes.</summary>
    public static bool IsStored(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax } or TupleExpressionSyntax)
        {
            node = node.Parent;
        }

        return node.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == node,
            PrefixUnaryExpressionSyntax prefix => prefix.IsKind(SyntaxKind.PreIncrementExpression) || prefix.IsKind(SyntaxKind.PreDecrementExpression),
            PostfixUnaryExpressionSyntax postfix => postfix.IsKind(SyntaxKind.PostIncrementExpression) || postfix.IsKind(SyntaxKind.PostDecrementExpression),
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword) || argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    /// <summary>Whether values of the local's type can be changed in place. Those of nullable types and tuples are not by calling their methods, but their fields can be set.</summary>
    private static bool IsMutableStruct(ISymbol symbol)
    {
        var type = symbol is ILocalSymbol local ? local.Type : (symbol as IParameterSymbol)?.Type;
        return type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsReadOnly: false } and not { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
    }

    /// <summary>Whether a member of the struct is written, or a method or indexer called that may write one.</summary>
    private static bool IsChangedThrough(IdentifierNameSyntax identifier)
    {
        SyntaxNode node = identifier;
        while (node.Parent is MemberAccessExpressionSyntax access && access.Expression == node || node.Parent is ParenthesizedExpressionSyntax or ElementAccessExpressionSyntax)
        {
            node = node.Parent;
        }

        return node != identifier && (node.Parent is InvocationExpressionSyntax || IsStored(node));
    }

    private bool IsInNestedFunction(SyntaxNode node) =>
        node.Ancestors().TakeWhile(ancestor => ancestor != _syntax).Any(ancestor => ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax);

    /// <summary>One mention of a local.</summary>
    internal readonly record struct Reference(int Position, ISymbol Symbol, bool IsDeclaration, bool IsWrite = false, IdentifierNameSyntax? Identifier = null);
}
