namespace AsyncSplit.Serialization;

/// <summary>The codecs of the framework's types, and those that are made of others.</summary>
public static partial class Codecs
{
}
