namespace AsyncSplit.Generators.Diagnostics;

/// <summary>The ids of the rules. Never reused; each has a page in <c>docs/rules</c>.</summary>
internal static class RuleIds
{
    public const string NotPartial = "SPLIT001";
    public const string Signature = "SPLIT002";
    public const string CannotBeSplit = "SPLIT003";
    public const string SameWireName = "SPLIT004";
    public const string ChainCallInLambda = "SPLIT005";
    public const string LocalNotSerializable = "SPLIT101";
    public const string ParameterNotSerializable = "SPLIT102";
    public const string ResultNotSerializable = "SPLIT103";
    public const string DataLost = "SPLIT104";
    public const string InstanceState = "SPLIT105";
    public const string SharedObject = "SPLIT106";
    public const string GrowingCollection = "SPLIT107";
    public const string OpaqueAwait = "SPLIT201";
    public const string SequenceMaterialized = "SPLIT202";
    public const string DroppedCall = "SPLIT203";
    public const string AlmostTailCall = "SPLIT204";
}
