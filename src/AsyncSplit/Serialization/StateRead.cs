namespace AsyncSplit.Serialization;

/// <summary>Reads a captured state or the arguments of a call; the generated records have one as <c>Read</c>.</summary>
public delegate T StateRead<out T>(ref StateReader reader);
