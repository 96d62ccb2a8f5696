// Who saves data, by a setting of the device or by a line so slow that a picture takes minutes. Nothing here throws.

/** Whether pictures wait for a press. */
export const savesData = ({ connection } = navigator) => !!connection?.saveData || /2g$/.test(connection?.effectiveType);
