using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>
/// Writes one entry point: the handler from its start, or the rest of it behind one boundary, up to the next boundaries. The rest of a block is the rest of
/// the statement that holds the boundary, then the statements that follow; the rest of a loop is the rest of its body, then the loop again; and so on.
/// </summary>
internal sealed partial class EntryWriter
{
    private readonly EntryContext _context;
    private readonly Boundary? _boundary;
    private readonly HashSet<string> _taken;
    private readonly Dictionary<JumpTarget, Jumps> _jumps = [];
    private readonly HashSet<CatchPart> _resumedCatches = [];
    private readonly Stack<Guard> _guards = new();

    /// <summary>What this entry point computes itself, perhaps in another round of a loop: the name of such a temporary means that value, not the captured one.</summary>
    private readonly HashSet<Temp> _recomputed = [];
    private bool _isResultNamed;

    private EntryWriter(EntryContext context, Boundary? boundary)
    {
        _context = context;
        _boundary = boundary;
        _taken = new HashSet<string>(StringComparer.Ordinal) { context.State, context.Resumed, context.Futures };
    }

    /// <summary>Whether the entry point awaits something itself.</summary>
    public bool IsAsync { get; private set; }

    /// <summary>Whether the entry point starts calls or joins them.</summary>
    public bool UsesFutures { get; private set; }

    /// <summary>The handler's parameters that are used without being captured: cancellation tokens.</summary>
    public IReadOnlyList<IParameterSymbol> Tokens { get; private set; } = [];

    public EquatableArray<BodyLine> Lines { get; private set; }

    public static EntryWriter WriteStart(EntryContext context)
    {
        var writer = new EntryWriter(context, null);
        var output = new Output();
        writer.Finish(output, writer.Full(context.Root, output));
        return writer;
    }

    public static EntryWriter WriteRest(EntryContext context, Boundary boundary)
    {
        var writer = new EntryWriter(context, boundary);
        var output = new Output();
        writer.Finish(output, writer.Rest(context.Root, output));
        return writer;
    }

    private Captures? Captured => _boundary is null ? null : _context.Captures[_boundary];

    private void Finish(Output output, bool completes)
    {
        if (completes && _context.Result is null)
        {
            output.Add($"return {KnownNames.Step}.Return();");
        }
        else if (completes)
        {
            // Control does not come here, for a reason that the compiler does not see.
            output.Add($"throw new {KnownNames.UnreachableException}();");
        }

        if (_boundary is not null || _place is not null)
        {
            Restore(output, output.Uses.Where(symbol => !output.Declared.Contains(symbol) && symbol is not IMethodSymbol), [.. output.TempUses.Where(temp => !output.DeclaredTemps.Contains(temp))]);
        }

        Tokens = [.. output.Uses.OfType<IParameterSymbol>().Where(parameter => Types.IsCancellationToken(parameter.Type)).OrderBy(Position)];
        DropLabels(output);
        Lines = Tidying.Of(output.Lines).ToEquatableArray();
    }

    private string Fresh(string wanted) => UniqueNames.Take(wanted, name => !_context.Taken.Contains(name) && _taken.Add(name));

    /// <summary>Declares, before everything else in <paramref name="output"/>, the locals of a scope that the rest mentions: with their captured value, or bare where they are assigned first.</summary>
    private void Restore(Output output, IEnumerable<ISymbol> symbols, IReadOnlyList<Temp> temps)
    {
        var lines = new List<BodyLine>();
        foreach (var symbol in symbols.OrderBy(Position).ToList())
        {
            if (symbol is IParameterSymbol { Type: var parameterType } && Types.IsCancellationToken(parameterType))
            {
                continue;
            }

            if (_place is not null && IsGiven(symbol))
            {
                _localParameters.Add(symbol);
                if (_renamed.TryGetValue(symbol, out var parameter))
                {
                    lines.Add(Copy(Naming.Escape(symbol.Name), parameter, _written.Contains(symbol)));
                    output.Declares = true;
                }

                output.Declared.Add(symbol);
                continue;
            }

            if (symbol is ILocalSymbol { IsRef: true } or IParameterSymbol { RefKind: not RefKind.None })
            {
                if (_place is not null)
                {
                    _isImpossible = true;
                    continue;
                }

                throw new SplitException(RuleIds.CannotBeSplit, _boundary!.Syntax, $"the ref local '{symbol.Name}', which is used on both sides of this await: declare it behind the await");
            }

            var name = Naming.Escape(symbol.Name);
            _bare.Add(symbol);
            lines.Add(Captured?.Contains(symbol) == true ? new BodyLine(0, $"var {name} = {Member(symbol.Name)};", null) : Bare(TypeOf(symbol), name));
            output.Declared.Add(symbol);
            output.Declares = true;
        }

        foreach (var temp in temps)
        {
            if (_place is not null)
            {
                _tempParameters.Add(temp);
                if (_renamed.TryGetValue(temp, out var parameter))
                {
                    lines.Add(Copy(temp.Name, parameter, temp.Initial is not null));
                    output.Declares = true;
                }

                output.DeclaredTemps.Add(temp);
                continue;
            }

            if (!temp.IsVariable && Captured!.Contains(temp))
            {
                continue;
            }

            lines.Add(Captured!.Contains(temp) ? new BodyLine(0, $"var {temp.Name} = {Member(Captured.NameOf(temp))};", null) : Bare(temp));
            output.DeclaredTemps.Add(temp);
            output.Declares = true;
        }

        output.Lines.InsertRange(0, lines);
    }

    /// <summary>A parameter under the name that the local has in the handler, where a declaration of that name keeps the parameter from having it.</summary>
    private BodyLine Copy(string name, string parameter, bool isWritten) =>
        new(0, isWritten && !IsWholeRest && !IsAsync ? $"ref var {name} = ref {parameter};" : $"var {name} = {parameter};", null);

    private int Position(ISymbol symbol) => _context.Locals.PositionOf(symbol);

    /// <summary>The name of a type that a declaration has to give.</summary>
    private string TypeName(ITypeSymbol type) =>
        Types.IsNameable(type) ? Types.Display(type) : throw new SplitException(RuleIds.CannotBeSplit, _boundary?.Syntax ?? _context.Root.Origin!, "a value of an anonymous type whose computation an await divides: use a tuple or a record");

    /// <summary>The declaration of a local that gets its value later.</summary>
    private BodyLine Bare(ITypeSymbol type, string name) => Bare(type, name, _context.InitializesLocals ? "default!" : null, isTemp: false);

    private BodyLine Bare(Temp temp) => Bare(temp.Type!, temp.Name, temp.Initial ?? (_context.InitializesLocals ? "default!" : null), isTemp: true);

    /// <summary>One of an anonymous type gets its type from a value that is never computed. What a local function may read keeps the value that it is given first.</summary>
    private BodyLine Bare(ITypeSymbol type, string name, string? initial, bool isTemp) => type.IsAnonymousType
        ? new(0, $"var {name} = false ? {AnonymousValue(type)} : null!;", null)
        : new(0, $"{TypeName(type)} {name}{(initial is null ? "" : $" = {initial}")};", null) { Declaration = isTemp || initial is null ? $"{TypeName(type)} {name}" : null };

    private string AnonymousValue(ITypeSymbol type) =>
        $"new {{ {string.Join(", ", type.GetMembers().OfType<IPropertySymbol>().Select(property => $"{Naming.Escape(property.Name)} = {(property.Type.IsAnonymousType ? AnonymousValue(property.Type) : $"default({TypeName(property.Type)})!")}"))} }}";

    private string Member(string name) => $"{_context.State}.{_context.MemberName(name)}";

    private RelativeSpan? SpanOf(SyntaxNode? node) => node switch
    {
        null => null,

        // The variable of a foreach is where its element is taken.
        TypeSyntax { Parent: ForEachStatementSyntax loop } type when loop.Type == type => SpanOf(TextSpan.FromBounds(type.SpanStart, loop.Identifier.Span.End)),
        _ => SpanOf(node.Span),
    };

    private RelativeSpan SpanOf(TextSpan text)
    {
        var span = _context.Root.Origin!.SyntaxTree.GetLineSpan(text).Span;
        return new RelativeSpan(span.Start.Line - _context.FirstLine, span.Start.Character, span.End.Line - _context.FirstLine, span.End.Character);
    }

    /// <summary>Writes the items of a block into an output of its own, with the constants and local functions they mention.</summary>
    private bool Items(BlockNode block, Output output, int first, bool completes)
    {
        for (var index = first; index < block.Items.Count; index++)
        {
            if (block.Items[index] is LabelNode label)
            {
                completes = WriteLabel(label, output, completes);
            }
            else if (completes && TailBefore(block, index) is { } tail)
            {
                completes = GoOn(tail, output);
                break;
            }
            else if (completes)
            {
                completes = Full(block.Items[index], output);
            }
        }

        DeclareHoisted(block, output);
        return completes;
    }

    private void DeclareHoisted(BlockNode block, Output output)
    {
        bool found;
        var written = new HashSet<SyntaxNode>();
        do
        {
            found = false;
            foreach (var function in block.LocalFunctions)
            {
                if (!written.Contains(function) && output.Uses.Any(symbol => symbol is IMethodSymbol && _context.Locals.FunctionOf(symbol) == function))
                {
                    written.Add(function);
                    Write(Code.User(function), function, output);
                    found = true;
                }
            }
        }
        while (found);

        var constants = block.Constants.Where(constant => constant.Declaration.Variables.Any(variable => output.Uses.Any(symbol => _context.Locals.DeclarationOf(symbol) == variable))).ToList();
        for (var index = block.Constants.Count - 1; index >= 0; index--)
        {
            var constant = block.Constants[index];
            if (constants.Contains(constant) || constant.Declaration.Variables.Any(variable => output.Uses.Any(symbol => _context.Locals.DeclarationOf(symbol) == variable)))
            {
                var text = Render(Code.User(constant), output);
                output.Lines.Insert(0, new BodyLine(0, text, null));
                output.Declares = true;
            }
        }
    }

    /// <summary>Writes <paramref name="inner"/> in braces.</summary>
    private static void Braces(Output output, Output inner, string? keyword = null)
    {
        if (keyword is not null)
        {
            output.Add(keyword);
        }

        output.Add("{");
        output.Append(inner, 1);
        output.Add("}");
    }

    /// <summary>Where jumps out of a loop or switch lead in this entry point.</summary>
    private sealed class Jumps
    {
        public string? Break { get; set; }

        public string? Continue { get; set; }

        public bool BreakUsed { get; set; }

        public bool ContinueUsed { get; set; }
    }

    /// <summary>A try statement with a finally block that is being written: suspending inside must not run it.</summary>
    private sealed class Guard
    {
        /// <summary>The local that says so; null while nothing inside suspends.</summary>
        public string? Flag { get; set; }
    }
}
