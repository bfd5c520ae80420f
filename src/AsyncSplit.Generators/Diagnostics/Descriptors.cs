using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Diagnostics;

/// <summary>The rules as the compiler shows them. What a message says beyond its title is decided where the problem is found.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(RuleIds.NotPartial, "A handler's type is partial", "The entry points are added to the handler's own type, which has to be partial, and so have those around it.");

    public static readonly DiagnosticDescriptor Signature = Error(RuleIds.Signature, "A signature that a handler or contract cannot have", "Arguments and results travel in messages: they are values, the method returns a task, and nothing is left open that a message could not say.");

    public static readonly DiagnosticDescriptor CannotBeSplit = Error(RuleIds.CannotBeSplit, "A construct that cannot be split", "The construct stands around or beside an await where the rest of the handler could not be run by itself.");

    public static readonly DiagnosticDescriptor SameWireName = Rule(RuleIds.SameWireName, DiagnosticSeverity.Error, "Two chainable methods have the same wire name", "A message names its target by wire name only: it would reach one of the two.", WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor ChainCallInLambda = Error(RuleIds.ChainCallInLambda, "A chain call inside a lambda or local function", "A step ends at a chain call, and a lambda or local function cannot end its handler's step.");

    public static readonly DiagnosticDescriptor LocalNotSerializable = Error(RuleIds.LocalNotSerializable, "A local that is used after an await cannot be captured", "What is live at an await goes on in a message, and not all values can.");

    public static readonly DiagnosticDescriptor ParameterNotSerializable = Error(RuleIds.ParameterNotSerializable, "An argument of a chainable method cannot be serialised", "Arguments travel in messages.");

    public static readonly DiagnosticDescriptor ResultNotSerializable = Error(RuleIds.ResultNotSerializable, "A result that crosses an await cannot be serialised", "Results travel in messages.");

    public static readonly DiagnosticDescriptor DataLost = Rule(RuleIds.DataLost, DiagnosticSeverity.Warning, "A type that crosses an await loses data", "A member that nothing can set again has its initial value after the await.");

    public static readonly DiagnosticDescriptor InstanceState = Rule(RuleIds.InstanceState, DiagnosticSeverity.Warning, "A field is written before an await and read after it", "Each step gets a new instance of the handler's type: what an earlier one has written to its fields is not there.");

    public static readonly DiagnosticDescriptor SharedObject = Rule(RuleIds.SharedObject, DiagnosticSeverity.Warning, "A captured object is also held by a field", "What is captured is copied: behind the await the captured object and the one that the field holds are two.");

    public static readonly DiagnosticDescriptor GrowingCollection = Rule(RuleIds.GrowingCollection, DiagnosticSeverity.Warning, "A growing collection is captured in the loop that grows it", "Each round of the loop sends all that the rounds before have collected.");

    public static readonly DiagnosticDescriptor OpaqueAwait = Rule(RuleIds.OpaqueAwait, DiagnosticSeverity.Info, "An await whose wait is billed", "What is no chain call and no durable primitive is awaited by the step that reaches it, which runs as long.");

    public static readonly DiagnosticDescriptor SequenceMaterialized = Rule(RuleIds.SequenceMaterialized, DiagnosticSeverity.Info, "A sequence is materialised when the loop starts", "A foreach that crosses an await goes by index: what is no array, list or string is read to its end before the first round.");

    public static readonly DiagnosticDescriptor DroppedCall = Rule(RuleIds.DroppedCall, DiagnosticSeverity.Warning, "A chain call is never awaited", "Nobody learns of its result or its exception.");

    public static readonly DiagnosticDescriptor AlmostTailCall = Rule(RuleIds.AlmostTailCall, DiagnosticSeverity.Info, "A call almost in tail position", "A call in tail position hands the caller's callback on: one message and one step less.");

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
        [InstanceState.Id] = InstanceState,
        [SharedObject.Id] = SharedObject,
        [GrowingCollection.Id] = GrowingCollection,
        [OpaqueAwait.Id] = OpaqueAwait,
        [SequenceMaterialized.Id] = SequenceMaterialized,
        [DroppedCall.Id] = DroppedCall,
        [AlmostTailCall.Id] = AlmostTailCall,
    };

    public static IEnumerable<DiagnosticDescriptor> All => s_byId.Values;

    /// <summary>The rules that look at one method at a time.</summary>
    public static IEnumerable<DiagnosticDescriptor> OfOneMethod => s_byId.Values.Where(descriptor => descriptor != SameWireName);

    public static DiagnosticDescriptor Of(string id) => s_byId[id];

    /// <summary>Whether nothing is generated for a handler or contract with such a problem.</summary>
    public static bool IsRefusal(string id) => Of(id).DefaultSeverity == DiagnosticSeverity.Error;

    private static DiagnosticDescriptor Error(string id, string title, string description) =>
        Rule(id, DiagnosticSeverity.Error, title, description, WellKnownDiagnosticTags.NotConfigurable);

    private static DiagnosticDescriptor Rule(string id, DiagnosticSeverity severity, string title, string description, params string[] tags) =>
        new(id, title, "{0}", "AsyncSplit", severity, isEnabledByDefault: true, description, $"https://github.com/asyncsplit/asyncsplit/blob/main/docs/rules/{id}.md", tags);
}
