using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Diagnostics;

/// <summary>The rules as the compiler shows them. What a message says beyond its title is decided where the problem is found.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(RuleIds.NotPartial, "A handler's type is partial", "The entry points are added to the handler's own type, which has to be partial, and so have those around it.");

    public static readonly DiagnosticDescriptor Signature = Error(RuleIds.Signature, "A signature that a handler or contract cannot have", "Arguments and results travel in messages: they are values, the method returns a task, and nothing is left open that a message could not say.");

    public static readonly DiagnosticDescriptor CannotBeSplit = Error(RuleIds.CannotBeSplit, "A construct that cannot be split", "The construct stands around or beside an await where the rest of the handler could not be run by itself.");

    public static readonly DiagnosticDescriptor SameWireName = Error(RuleIds.SameWireName, "Two chainable methods have the same wire name", "A message names its target by wire name only: it would reach one of the two.");

    public static readonly DiagnosticDescriptor ChainCallInLambda = Error(RuleIds.ChainCallInLambda, "A chain call inside a lambda or local function", "A step ends at a chain call, and a lambda or local function cannot end its handler's step.");

    public static readonly DiagnosticDescriptor LocalNotSerializable = Error(RuleIds.LocalNotSerializable, "A local that is used after an await cannot be captured", "What is live at an await goes on in a message, and not all values can.");

    public static readonly DiagnosticDescriptor ParameterNotSerializable = Error(RuleIds.ParameterNotSerializable, "An argument of a chainable method cannot be serialised", "Arguments travel in messages.");

    public static readonly DiagnosticDescriptor ResultNotSerializable = Error(RuleIds.ResultNotSerializable, "A result that crosses an await cannot be serialised", "Results travel in messages.");

    public static readonly DiagnosticDescriptor DataLost = Rule(RuleIds.DataLost, DiagnosticSeverity.Warning, "A type that crosses an await loses data", "A member that nothing can set again has its initial value after the await.");

    private static readonly Dictionary<string, DiagnosticDescriptor> s_byId = new(StringComparer.Ordinal)
    {
        [NotPartial.Id] = NotPartial,
        [Signature.Id] = Signature,
        [CannotBeSplit.Id] = CannotBeSplit,
        [SameWireName.Id] = SameWireName,
        [ChainCallInLambda.Id] = ChainCallInLambda,
        [LocalNotSerializable.Id] = LocalNotSerializable,
        [ParameterNotSerializable.Id] = ParameterNotSerializable,
        [ResultNotSerializable.Id] = ResultNotSerializable,
        [DataLost.Id] = DataLost,
    };

    public static IEnumerable<DiagnosticDescriptor> All => s_byId.Values;

    public static DiagnosticDescriptor Of(string id) => s_byId[id];

    /// <summary>Whether nothing is generated for a handler or contract with such a problem.</summary>
    public static bool IsRefusal(string id) => Of(id).DefaultSeverity == DiagnosticSeverity.Error;

    private static DiagnosticDescriptor Error(string id, string title, string description) =>
        Rule(id, DiagnosticSeverity.Error, title, description, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Rule(string id, DiagnosticSeverity severity, string title, string description, params string[] tags) =>
        new(id, title, "{0}", "AsyncSplit", severity, isEnabledByDefault: true, description, $"https://github.com/asyncsplit/asyncsplit/blob/main/docs/rules/{id}.md", tags);
}
