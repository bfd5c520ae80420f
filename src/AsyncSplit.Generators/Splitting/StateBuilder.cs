using AsyncSplit.Generators.Diagnostics;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Checks;
using AsyncSplit.Generators.Splitting.Residuals;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>Builds the models of resume points and of what is captured for them.</summary>
internal sealed class StateBuilder(string wireName, CodecSet codecs, HandlerNaming names)
{
    private const string ResourceAdvice = "End the scope of the resource before the await, or keep the await in this step with Inline()";

    public EntryModel Entry(EntryContext context, Captures captures, EntryWriter written)
    {
        var boundary = captures.Boundary;
        var state = State(context, captures);
        var result = boundary.Result is null || boundary.Kind is BoundaryKind.Delay or BoundaryKind.Yield or BoundaryKind.Join
            ? null
            : codecs.Resolve(boundary.Result, RuleIds.ResultNotSerializable, boundary.Syntax.GetLocation(), ResultOf(boundary), describe: codec => ResultProblem(boundary, codec));
        return new EntryModel
        {
            Method = $"{names.Prefix}_{state.Record}",
            IsAsync = written.IsAsync,
            UsesFutures = written.UsesFutures,
            Joined = boundary.Kind == BoundaryKind.Join ? HandlerNaming.Member(captures.NameOfJoined()) : null,
            Lines = written.Lines,
            Tokens = written.Tokens.Select(token => Naming.Escape(token.Name)).ToEquatableArray(),
            State = state with { Fingerprint = StableHash.Long($"{state.Fingerprint}{(state.TracksIdentity ? "#" : "")}>{result?.Shape}") },
            Awaited = Short(boundary.Syntax),
            ResultType = result is null ? null : Types.Display(boundary.Result!),
            ResultCodec = result?.Expression,
        };
    }

    private static string ResultOf(Boundary boundary) => $"the result of '{Short(boundary.Operand)}'";

    private static Problem ResultProblem(Boundary boundary, TypeCodec codec)
    {
        var place = boundary.Syntax.GetLocation();
        var advice = boundary.Kind == BoundaryKind.Opaque ? "Keep the await in this step with Inline(), or await a method that returns only what is needed" : null;
        var problem = CodecSet.Describe(boundary.Result!, RuleIds.ResultNotSerializable, place, ResultOf(boundary), advice, codec) with { Further = [place] };
        return boundary.CanInline ? problem with { Facts = problem.Facts.Add(FactNames.CanInline, null) } : problem;
    }

    private StateModel State(EntryContext context, Captures captures)
    {
        var boundary = captures.Boundary;
        var members = new List<MemberModel>();
        var shape = new List<string>();
        var reached = new List<EquatableArray<Reached>>();
        foreach (var local in captures.Locals)
        {
            var type = Types.OfVariable(local);
            if (local is ILocalSymbol { IsRef: true } || type.IsRefLikeType)
            {
                throw new SplitException(RuleIds.CannotBeSplit, boundary.Syntax, $"'{local.Name}' ({type.ToDisplayString()}), a {(type.IsRefLikeType ? "ref struct" : "ref local")} that is still used after this await");
            }

            // What "var" infers is always annotated; whether null or not, codecs of reference types take it.
            var isInferred = local is ILocalSymbol && context.Locals.DeclarationOf(local)?.Parent is VariableDeclarationSyntax { Type.IsVar: true };
            Add(local.Name, isInferred ? NotNull(type) : type, codecs.Resolve(
                NotNull(type),
                RuleIds.LocalNotSerializable,
                context.Locals.IsInput(local) ? null : boundary.Syntax.GetLocation(), // an input has been reported where it stands
                $"'{local.Name}'",
                local is ILocalSymbol { IsUsing: true } ? ResourceAdvice : "Read what you need of it before the await, or keep the await in this step with Inline()",
                local is ILocalSymbol { IsUsing: true } ? "is disposed after this await and cannot be captured" : "is still used after this await and cannot be captured",
                context.HasForks,
                local is ILocalSymbol { IsUsing: true } ? null : codec => UncapturableLocal.Of(local, NotNull(type), codec, captures, context.Locals)));
        }

        foreach (var temp in captures.Temps)
        {
            Add(captures.NameOf(temp), temp.Type!, codecs.Resolve(
                NotNull(temp.Type!),
                RuleIds.LocalNotSerializable,
                boundary.IsOutside && temp == boundary.JoinedTemp ? null : boundary.Syntax.GetLocation(), // the type of its value has been reported where it stands
                temp.IsResource ? "the resource of a using statement" : $"a value that is computed before this await ('{temp.Hint}')",
                temp.IsResource ? ResourceAdvice : "Compute it after the await, or keep what is needed of it in a local",
                temp.IsResource ? "is disposed after this await and cannot be captured" : "is still used after it and cannot be captured",
                context.HasForks));
        }

        return new StateModel(
            names.StateRecord(boundary),
            $"{wireName}@{boundary.Name}{(boundary.Ordinal == 1 ? "" : $".{boundary.Ordinal}")}",
            string.Join(";", shape),
            boundary.Catches,
            Identities.MayRepeat(reached),
            boundary.Kind == BoundaryKind.Join,
            members.ToEquatableArray());

        void Add(string name, ITypeSymbol type, TypeCodec codec)
        {
            members.Add(new MemberModel(HandlerNaming.Member(name), name, Types.Display(type), codec.Expression ?? ""));
            shape.Add($"{name}:{codec.Shape}");
            reached.Add(codec.Reach);
        }
    }

    private static ITypeSymbol NotNull(ITypeSymbol type) => type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : type;

    /// <summary>The text on one line, cut where it is long.</summary>
    private static string Short(SyntaxNode node) => Short(node.ToString());

    /// <inheritdoc cref="Short(SyntaxNode)"/>
    internal static string Short(string code)
    {
        var text = string.Join(" ", code.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 80 ? text : text.Substring(0, 77) + "...";
    }
}
